package io.medley.validation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What Surefire and Failsafe wrote down, of every module. */
final class TestReports {

  private TestReports() {}

  /**
   * One executed test.
   *
   * @param module folder of the module, relative to the checkout
   * @param test fully qualified name of the class
   * @param name the method, with its arguments where it has some
   * @param result {@code PASSED FAILED SKIPPED}
   * @param seconds how long it took
   * @param at when its report was written
   * @param report the report's file, relative to the checkout
   */
  record Executed(
      String module,
      String test,
      String name,
      String result,
      String seconds,
      Instant at,
      String report) {

    /** True if {@code wanted}, {@code Class} or {@code Class#method}, means this test. */
    boolean is(String wanted) {
      String[] parts = wanted.split("#", 2);
      String simple = test.substring(test.lastIndexOf('.') + 1);
      boolean sameClass = parts[0].equals(simple) || parts[0].equals(test);
      return sameClass && (parts.length == 1 || method().equals(parts[1]));
    }

    private String method() {
      return name.replaceFirst("[^A-Za-z0-9_].*$", "");
    }
  }

  /** Everything under the checkout, by module, class and method. */
  static List<Executed> of(Path checkout) throws IOException {
    List<Executed> executed = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(checkout, 6)) {
      files =
          all.filter(
                  file ->
                      file.toString()
                          .matches(".*/target/(surefire|failsafe)-reports/TEST-[^/]*\\.xml"))
              .sorted()
              .toList();
    }
    for (Path file : files) {
      read(checkout, file, executed);
    }
    return executed;
  }

  private static void read(Path checkout, Path file, List<Executed> executed) throws IOException {
    String report = checkout.relativize(file).toString();
    String module = report.substring(0, report.indexOf("target/")).replaceAll("/$", "");
    Instant at = Files.getLastModifiedTime(file).toInstant();
    NodeList cases = parsed(file).getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      Element one = (Element) cases.item(i);
      String result =
          has(one, "failure") || has(one, "error")
              ? "FAILED"
              : has(one, "skipped") ? "SKIPPED" : "PASSED";
      executed.add(
          new Executed(
              module,
              one.getAttribute("classname"),
              one.getAttribute("name"),
              result,
              one.getAttribute("time"),
              at,
              report));
    }
  }

  private static boolean has(Element element, String child) {
    return element.getElementsByTagName(child).getLength() > 0;
  }

  private static Element parsed(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    } catch (ParserConfigurationException | SAXException broken) {
      throw new IOException(file + " is no test report", broken);
    }
  }
}
