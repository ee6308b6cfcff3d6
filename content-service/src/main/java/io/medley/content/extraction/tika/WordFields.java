package io.medley.content.extraction.tika;

import io.medley.content.extraction.Details.Field;
import io.medley.content.extraction.Details.FieldKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What a Word document asks its readers to fill in: content controls ({@code w:sdt}, ISO/IEC
 * 29500-1, 17.5.2) and the form fields of older documents ({@code w:ffData}, 17.16.17). What only
 * groups other content, comes from the program, or is locked asks nothing.
 */
final class WordFields {

  private final Reading reading;
  private final Deque<Control> controls = new ArrayDeque<>();
  private @Nullable Legacy legacy;
  private boolean inProperties;

  WordFields(Reading reading) {
    this.reading = reading;
  }

  private static final class Control {
    private final int section;
    private final String before;
    private final int start;
    private @Nullable FieldKind kind;
    private String alias = "";
    private String tag = "";
    private boolean asks;
    private boolean filledByOthers;

    Control(int section, String before, int start) {
      this.section = section;
      this.before = before;
      this.start = start;
    }
  }

  private static final class Legacy {
    private @Nullable FieldKind kind;
    private String name = "";
    private String help = "";
    private boolean filledByOthers;
  }

  /**
   * Hears an element begin.
   *
   * @param before words that stand before it: what readers take for a field's name
   * @param at offset in its section's text
   */
  void start(XMLStreamReader xml, int section, Supplier<String> before, int at) {
    switch (xml.getLocalName()) {
      case "sdt" -> controls.push(new Control(section, before.get(), at));
      case "sdtPr" -> inProperties = true;
      case "ffData" -> legacy = new Legacy();
      default -> {
        Legacy old = legacy;
        Control control = controls.peek();
        if (old != null) {
          property(old, xml);
        } else if (inProperties && control != null) {
          property(control, xml);
        }
      }
    }
  }

  private static void property(Control control, XMLStreamReader xml) {
    switch (xml.getLocalName()) {
      case "alias" -> control.alias = value(xml);
      case "tag" -> control.tag = value(xml);
      case "text" ->
          control.kind =
              isOn(DocxReader.Body.attribute(xml, "multiLine"))
                  ? FieldKind.FREE_TEXT
                  : FieldKind.LINE;
      case "richText" -> control.kind = FieldKind.FREE_TEXT;
      case "comboBox", "dropDownList", "checkbox" -> control.kind = FieldKind.CHOICE;
      case "date" -> control.kind = FieldKind.LINE;
      case "showingPlcHdr" -> control.asks = DocxReader.Body.on(xml);
      case "docPartObj",
          "docPartList",
          "group",
          "picture",
          "citation",
          "bibliography",
          "equation",
          "repeatingSection",
          "repeatingSectionItem" ->
          control.filledByOthers = true;
      case "lock" -> control.filledByOthers |= value(xml).matches("contentLocked|sdtContentLocked");
      default -> {}
    }
  }

  private static void property(Legacy field, XMLStreamReader xml) {
    switch (xml.getLocalName()) {
      case "name" -> field.name = value(xml);
      case "statusText", "helpText" -> field.help = field.help.isEmpty() ? value(xml) : field.help;
      case "textInput" -> field.kind = FieldKind.LINE;
      case "checkBox", "ddList" -> field.kind = FieldKind.CHOICE;
      case "type" ->
          field.filledByOthers |= value(xml).matches("calculated|currentDate|currentTime|date");
      case "enabled" -> field.filledByOthers |= !DocxReader.Body.on(xml);
      default -> {}
    }
  }

  /**
   * Hears an element end.
   *
   * @param text of its section so far
   * @return whether a field ended: what stands before the next one begins behind it
   */
  boolean end(String element, int section, Supplier<String> before, CharSequence text) {
    return switch (element) {
      case "sdtPr" -> {
        inProperties = false;
        yield false;
      }
      case "sdt" -> ended(controls.poll(), text);
      case "ffData" -> {
        Legacy old = legacy;
        legacy = null;
        if (old == null || old.kind == null || old.filledByOthers) {
          yield false;
        }
        reading.field(new Field(section, old.kind, first(before.get(), old.help, old.name)));
        yield true;
      }
      default -> false;
    };
  }

  private boolean ended(@Nullable Control control, CharSequence text) {
    if (control == null || control.filledByOthers) {
      return false;
    }
    FieldKind kind = control.kind;
    boolean named = !(control.alias + control.tag).isBlank();
    if (kind == null && !control.asks && !named) {
      // A frame around words of the author's; programs put many of them.
      return false;
    }
    String placeholder =
        control.asks && control.start <= text.length()
            ? text.subSequence(control.start, text.length()).toString()
            : "";
    reading.field(
        new Field(
            control.section,
            kind == null ? FieldKind.FREE_TEXT : kind,
            first(control.alias, control.before, placeholder, control.tag)));
    return true;
  }

  private static String first(String... labels) {
    for (String label : labels) {
      String words = label.strip().replaceAll("[\\s:_.]+$", "");
      if (!words.isEmpty()) {
        return words;
      }
    }
    return "";
  }

  private static String value(XMLStreamReader xml) {
    String value = DocxReader.Body.attribute(xml, "val");
    return value == null ? "" : value;
  }

  private static boolean isOn(@Nullable String value) {
    return value != null && value.matches("1|true|on");
  }
}
