package io.medley.content.extraction.tika;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPIterator;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.properties.XMPPropertyInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackageProperties;
import org.apache.xmlbeans.XmlException;

/**
 * Office files know no XMP: what their core properties have a name for (ECMA-376 part 2) goes
 * there, every field of Medley's own becomes a custom property of its name.
 */
final class OfficeStamp {

  private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

  private OfficeStamp() {}

  static void stamp(Path original, byte[] packet, Path copy) throws IOException, XMPException {
    Map<String, String> told = fields(packet);
    Files.copy(original, copy, StandardCopyOption.REPLACE_EXISTING);
    // Closing writes it.
    try (OPCPackage file = OPCPackage.open(copy.toFile(), PackageAccess.READ_WRITE)) {
      PackageProperties core = file.getPackageProperties();
      core.setTitleProperty(text(told, "dc:title"));
      core.setIdentifierProperty(text(told, "dc:identifier"));
      core.setLanguageProperty(text(told, "dc:language"));
      core.setSubjectProperty(text(told, "dc:subject"));
      core.setCategoryProperty(text(told, "dc:type"));
      core.setVersionProperty(text(told, "prism:versionIdentifier"));
      core.setContentStatusProperty(text(told, "medley:state"));
      POIXMLProperties properties = new POIXMLProperties(file);
      for (Map.Entry<String, String> field : told.entrySet()) {
        if (field.getKey().startsWith("medley:")) {
          custom(properties.getCustomProperties(), field.getKey(), field.getValue());
        }
      }
      properties.commit();
    } catch (OpenXML4JException | OpenXML4JRuntimeException | XmlException broken) {
      throw new IOException(broken);
    }
  }

  private static void custom(
      POIXMLProperties.CustomProperties properties, String name, String value) {
    if (properties.contains(name)) {
      properties.getProperty(name).setLpwstr(value);
    } else {
      properties.addProperty(name, value);
    }
  }

  private static Optional<String> text(Map<String, String> told, String name) {
    return Optional.ofNullable(told.get(name));
  }

  /** Names with their prefixes and values of a packet, several values joined. */
  private static Map<String, String> fields(byte[] packet) throws XMPException {
    XMPMeta meta = XMPMetaFactory.parseFromBuffer(packet);
    Map<String, String> fields = new LinkedHashMap<>();
    XMPIterator all = meta.iterator();
    while (all.hasNext()) {
      XMPPropertyInfo info = (XMPPropertyInfo) all.next();
      String path = info.getPath();
      if (path != null
          && !path.contains("/")
          && info.getValue() != null
          && !info.getOptions().isArray()
          && !info.getOptions().isSchemaNode()) {
        fields.merge(
            INDEX.matcher(path).replaceAll(""),
            info.getValue(),
            (before, next) -> before + "; " + next);
      }
    }
    return fields;
  }
}
