package io.medley.platform.signing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON Canonicalization Scheme, RFC 8785: one value, one sequence of bytes. Numbers are IEEE 754
 * doubles written as ECMAScript writes them; a number that a double cannot hold is refused instead
 * of being changed silently.
 */
public final class CanonicalJson {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private CanonicalJson() {}

  /**
   * Canonical UTF-8 bytes of a value: a {@link JsonNode} as it is, anything else as Jackson writes
   * it (records by component, instants in ISO 8601).
   *
   * @throws IllegalArgumentException for a number beyond a double, or an unpaired surrogate
   */
  public static byte[] of(Object value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** As {@link #of(Object)}, as text. */
  public static String text(Object value) {
    StringBuilder out = new StringBuilder();
    switch (value) {
      case String text -> string(text, out);
      case JsonNode node -> write(node, out);
      default -> write(MAPPER.valueToTree(value), out);
    }
    return out.toString();
  }

  /** SHA-256 of {@link #of(Object)}, lower-case hex. */
  public static String sha256(Object value) {
    return Sha256.hex(of(value));
  }

  private static void write(JsonNode node, StringBuilder out) {
    switch (node.getNodeType()) {
      case OBJECT -> {
        // Section 3.2.3: names are compared as UTF-16 code units, which String.compareTo does.
        List<Map.Entry<String, JsonNode>> members =
            node.properties().stream()
                .sorted(Comparator.comparing(Map.Entry<String, JsonNode>::getKey))
                .toList();
        String separator = "{";
        for (Map.Entry<String, JsonNode> member : members) {
          out.append(separator);
          string(member.getKey(), out);
          out.append(':');
          write(member.getValue(), out);
          separator = ",";
        }
        out.append(members.isEmpty() ? "{}" : "}");
      }
      case ARRAY -> {
        String separator = "[";
        for (JsonNode element : node) {
          out.append(separator);
          write(element, out);
          separator = ",";
        }
        out.append(node.isEmpty() ? "[]" : "]");
      }
      case STRING -> string(node.stringValue(), out);
      case NUMBER -> out.append(number(node));
      case BOOLEAN -> out.append(node.booleanValue());
      case NULL -> out.append("null");
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("Not a JSON value: " + node.getNodeType());
    }
  }

  private static String number(JsonNode node) {
    double value = node.asDouble();
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("JSON has no " + value);
    }
    String written = ecmaScript(value);
    boolean mayHaveLost = !node.isDouble() && !node.isFloat();
    if (mayHaveLost
        && new BigDecimal(written).compareTo(node.decimalValue()) != 0
        && new BigDecimal(value).compareTo(node.decimalValue()) != 0) {
      throw new IllegalArgumentException(
          "A double cannot hold " + node.decimalValue() + "; write it as a string");
    }
    return written;
  }

  /** ECMA-262 Number::toString, from the shortest decimal digits that read back as the value. */
  static String ecmaScript(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    int count = digits.length();
    int point = count - shortest.scale();
    StringBuilder out = new StringBuilder(value < 0 ? "-" : "");
    if (count <= point && point <= 21) {
      out.append(digits).repeat('0', point - count);
    } else if (0 < point && point <= 21) {
      out.append(digits, 0, point).append('.').append(digits, point, count);
    } else if (-6 < point && point <= 0) {
      out.append("0.").repeat('0', -point).append(digits);
    } else {
      int exponent = point - 1;
      out.append(digits.charAt(0));
      if (count > 1) {
        out.append('.').append(digits, 1, count);
      }
      out.append('e').append(exponent < 0 ? '-' : '+').append(Math.abs(exponent));
    }
    return out.toString();
  }

  /** Java never gives fewer than two digits; where one suffices (5e-324) ECMAScript gives one. */
  private static BigDecimal shortest(double value) {
    BigDecimal java = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (java.precision() == 2) {
      BigDecimal one = java.round(new MathContext(1, RoundingMode.HALF_EVEN));
      if (one.doubleValue() == value) {
        return one.stripTrailingZeros();
      }
    }
    return java;
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < 0x20) {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16));
            out.append(Character.forDigit(c & 0xf, 16));
          } else if (Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1))) {
            out.append(c).append(text.charAt(++i));
          } else if (Character.isSurrogate(c)) {
            throw new IllegalArgumentException("Unpaired surrogate at " + i);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
