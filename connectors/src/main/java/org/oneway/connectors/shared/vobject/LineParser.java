// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Takes an unfolded line apart: group, name, parameters and value (RFC 6350 section 3.3). */
final class LineParser {
  private static final Set<String> TRANSFER_ENCODINGS =
      Set.of("QUOTED-PRINTABLE", "BASE64", "B", "7BIT", "8BIT");
  private static final Set<String> PLACES = Set.of("INLINE", "URL", "CID", "CONTENT-ID");
  private static final Set<String> CHARACTER_SETS = Set.of("UTF-8", "ISO-8859-1", "US-ASCII");

  /** Nobody needs more; without limits a line could become millions of objects. */
  private static final int LONGEST_HEAD = 1 << 20;

  private static final int MOST_PARAMETERS = 1000;
  private static final int LONGEST_NAME = 100;

  private final byte[] bytes;
  private final int length;
  private final int number;
  private final List<String> repairs = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();
  private final boolean isClean;
  private String encoding = "";
  private String charset = "";

  LineParser(byte[] bytes, int length, int number) {
    this.bytes = bytes;
    this.length = length;
    this.number = number;
    this.isClean = !Text.holdsForbidden(bytes, length);
  }

  /** Whether the line may hold control characters, in its bytes or behind an encoding. */
  boolean mayHoldControls() {
    return !isClean || !charset.isEmpty() || encoding.equals("QUOTED-PRINTABLE");
  }

  /** What was put right, in words. */
  List<String> repairs() {
    return repairs;
  }

  /** The line's property; empty where the line is none. */
  Optional<ContentLine> parse() {
    int colon = colon(true);
    if (colon < 0) {
      colon = colon(false);
      if (colon < 0) {
        return Optional.empty();
      }
      repairs.add("a quotation mark is not closed");
    }
    if (colon > LONGEST_HEAD) {
      return Optional.empty();
    }
    Decoding.Decoded decoded = Decoding.decode(bytes, 0, colon);
    String head = decoded.text();
    noteRepair(decoded);
    int semicolon = head.indexOf(';');
    String whole = (semicolon < 0 ? head : head.substring(0, semicolon)).trim();
    int dot = whole.lastIndexOf('.');
    String group = dot < 0 ? "" : whole.substring(0, dot).trim();
    Optional<String> name = name(whole.substring(dot + 1).trim());
    if (name.isEmpty() || !isGroup(group)) {
      return Optional.empty();
    }
    if (semicolon >= 0) {
      readParameters(head, semicolon + 1);
    }
    return Optional.of(new ContentLine(group, name.get(), parameters, value(colon + 1), number));
  }

  /** The colon that ends the head. */
  private int colon(boolean respectQuotes) {
    boolean quoted = false;
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      if (b == '"' && respectQuotes) {
        boolean opens = i > 0 && (bytes[i - 1] == '=' || bytes[i - 1] == ',');
        quoted = !quoted && opens;
      } else if (b == ':' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  private Optional<String> name(String written) {
    if (written.isEmpty()) {
      return Optional.empty();
    }
    if (isName(written)) {
      return Optional.of(written.toUpperCase(Locale.ROOT));
    }
    if (!written.regionMatches(true, 0, "X-", 0, 2) || written.length() > LONGEST_NAME) {
      return Optional.empty();
    }
    StringBuilder name = new StringBuilder(written.toUpperCase(Locale.ROOT));
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c > '~' || c == '"') {
        return Optional.empty();
      }
      if (!LineReader.isNameByte(c)) {
        name.setCharAt(i, '-');
      }
    }
    repairs.add("a sign that no name may have became a hyphen");
    return Optional.of(name.toString());
  }

  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!LineReader.isNameByte(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isGroup(String group) {
    for (int i = 0; i < group.length(); i++) {
      if (!LineReader.isNameByte(group.charAt(i)) && group.charAt(i) != '.') {
        return false;
      }
    }
    return true;
  }

  private void readParameters(String head, int from) {
    int at = from;
    while (at < head.length() && parameters.size() < MOST_PARAMETERS) {
      int end = at;
      while (end < head.length() && head.charAt(end) != '=' && head.charAt(end) != ';') {
        end++;
      }
      String name = head.substring(at, end).trim();
      if (end < head.length() && head.charAt(end) == '=') {
        List<String> values = new ArrayList<>();
        at = readValues(head, end + 1, values);
        add(name.toUpperCase(Locale.ROOT), values);
      } else {
        if (!name.isEmpty()) {
          addWord(name);
        }
        at = end + 1;
      }
    }
  }

  /** Reads values up to the next parameter and answers where that begins. */
  private static int readValues(String head, int from, List<String> values) {
    int at = from;
    while (true) {
      int end;
      if (at < head.length() && head.charAt(at) == '"' && head.indexOf('"', at + 1) > 0) {
        end = head.indexOf('"', at + 1);
        values.add(decodeCarets(head.substring(at + 1, end)));
        end++;
        while (end < head.length() && head.charAt(end) != ',' && head.charAt(end) != ';') {
          end++;
        }
      } else {
        end = at;
        while (end < head.length() && head.charAt(end) != ',' && head.charAt(end) != ';') {
          end++;
        }
        values.add(decodeCarets(head.substring(at, end).trim()));
      }
      if (end >= head.length() || head.charAt(end) == ';') {
        return end + 1;
      }
      if (values.size() == MOST_PARAMETERS) {
        return head.length();
      }
      at = end + 1;
    }
  }

  /** A parameter without a name, as vCard 2.1 has them. */
  private void addWord(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    if (TRANSFER_ENCODINGS.contains(upper)) {
      encoding = upper;
      if (upper.startsWith("B")) {
        parameters.add(Parameter.of("ENCODING", "b"));
      }
    } else if (PLACES.contains(upper)) {
      add("VALUE", List.of(word));
    } else if (CHARACTER_SETS.contains(upper)) {
      charset = word;
    } else {
      add("TYPE", List.of(word));
    }
  }

  private void add(String name, List<String> values) {
    switch (name) {
      case "CHARSET" -> charset = values.get(0);
      case "ENCODING" -> {
        encoding = values.get(0).toUpperCase(Locale.ROOT);
        if (encoding.startsWith("B")) {
          encoding = "B";
          parameters.add(Parameter.of("ENCODING", "b"));
        }
      }
      default -> {
        if (isName(name)) {
          parameters.add(new Parameter(name, clean(values)));
        } else {
          repairs.add("a parameter without a proper name was left out");
        }
      }
    }
  }

  /** Without the control characters that nobody can write. */
  private List<String> clean(List<String> values) {
    if (isClean) {
      return values;
    }
    List<String> clean = new ArrayList<>(values.size());
    for (String value : values) {
      String kept = Text.withoutControls(value);
      if (kept.length() < value.length()) {
        repairs.add("control characters were left out");
      }
      clean.add(kept);
    }
    return clean;
  }

  private String value(int from) {
    Decoding.Decoded decoded;
    switch (encoding) {
      case "B", "BASE64" -> {
        return base64(from);
      }
      case "QUOTED-PRINTABLE" -> {
        int end = decodeQuotedPrintable(from);
        Decoding.Decoded raw = decode(from, end);
        String text = raw.text().replace("\r\n", "\n").replace('\r', '\n');
        decoded = new Decoding.Decoded(text, raw.repair());
      }
      default -> decoded = decode(from, length);
    }
    noteRepair(decoded);
    return decoded.text();
  }

  private Decoding.Decoded decode(int from, int to) {
    return charset.isEmpty()
        ? Decoding.decode(bytes, from, to)
        : Decoding.decode(bytes, from, to, charset);
  }

  private String base64(int from) {
    int to = from;
    for (int i = from; i < length; i++) {
      byte b = bytes[i];
      if (b != ' ' && b != '\t') {
        bytes[to++] = b;
      }
    }
    Decoding.Decoded decoded = Decoding.decode(bytes, from, to);
    noteRepair(decoded);
    return decoded.text();
  }

  /** Decodes in place (RFC 2045 section 6.7); an equals sign that escapes nothing stays. */
  private int decodeQuotedPrintable(int from) {
    int to = from;
    int i = from;
    while (i < length) {
      byte b = bytes[i];
      int high = b == '=' && i + 2 < length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
      if (low >= 0) {
        bytes[to++] = (byte) (high * 16 + low);
        i += 3;
      } else if (b == '=' && i + 1 == length) {
        i++;
      } else {
        bytes[to++] = b;
        i++;
      }
    }
    return to;
  }

  /** RFC 6868 section 3.2. */
  private static String decodeCarets(String value) {
    int caret = value.indexOf('^');
    if (caret < 0) {
      return value;
    }
    StringBuilder text = new StringBuilder(value.length());
    int i = 0;
    while (i < value.length()) {
      char c = value.charAt(i);
      char next = c == '^' && i + 1 < value.length() ? value.charAt(i + 1) : ' ';
      i += 2;
      switch (next) {
        case 'n' -> text.append('\n');
        case '\'' -> text.append('"');
        case '^' -> text.append('^');
        default -> {
          text.append(c);
          i--;
        }
      }
    }
    return text.toString();
  }

  private void noteRepair(Decoding.Decoded decoded) {
    if (!decoded.repair().isEmpty()) {
      repairs.add(decoded.repair());
    }
  }
}
