package io.medley.content.extraction.tika;

import io.medley.content.extraction.Details.BlockKind;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamReader;

/** The lists of a Word document: which are bullets, which are numbered. */
final class WordLists {

  /** By list and level, as {@code 3/0}. */
  private final Map<String, BlockKind> kinds = new HashMap<>();

  private final Map<String, String> definitions = new HashMap<>();

  private WordLists() {}

  static WordLists read(ZipFile zip) throws IOException {
    WordLists lists = new WordLists();
    ZipEntry part = zip.getEntry("word/numbering.xml");
    if (part != null) {
      DocxReader.parse(zip, part, lists.new Part());
    }
    return lists;
  }

  /**
   * What a paragraph of this list is; empty if it is none. Without a list of its own a paragraph
   * may be one by Word's list styles.
   */
  Optional<BlockKind> kind(String list, int level, String style) {
    if (list.equals("0")) {
      return Optional.empty();
    }
    if (!list.isEmpty()) {
      String definition = definitions.getOrDefault(list, "");
      return Optional.of(
          Objects.requireNonNullElse(kinds.get(definition + "/" + level), BlockKind.BULLET));
    }
    if (style.startsWith("listbullet")) {
      return Optional.of(BlockKind.BULLET);
    }
    return style.startsWith("listnumber") ? Optional.of(BlockKind.NUMBERED) : Optional.empty();
  }

  private final class Part implements DocxReader.Handler {
    private String definition = "";
    private String level = "";
    private String list = "";

    @Override
    public void start(XMLStreamReader xml) {
      switch (xml.getLocalName()) {
        case "abstractNum" -> definition = attribute(xml, "abstractNumId");
        case "lvl" -> level = attribute(xml, "ilvl");
        case "numFmt" ->
            kinds.putIfAbsent(
                definition + "/" + level,
                attribute(xml, "val").equals("bullet") || attribute(xml, "val").equals("none")
                    ? BlockKind.BULLET
                    : BlockKind.NUMBERED);
        case "num" -> list = attribute(xml, "numId");
        case "abstractNumId" -> definitions.put(list, attribute(xml, "val"));
        default -> {}
      }
    }

    private static String attribute(XMLStreamReader xml, String name) {
      return Objects.requireNonNullElse(DocxReader.Body.attribute(xml, name), "");
    }
  }
}
