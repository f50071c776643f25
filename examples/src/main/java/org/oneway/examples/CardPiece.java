// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * One card as text, byte for byte: each character is one byte. It reaches from its BEGIN to the
 * next one, so that blank lines and debris after its END belong to it.
 */
record CardPiece(String text) {
  private static final Pattern LINES = Pattern.compile("(?<=\n)|(?<=\r)(?!\n)");
  private static final int FOLDED_AT = 75;

  /**
   * Cuts a file into pieces; what stands before the first BEGIN is a piece of its own. Joined they
   * are the file again.
   */
  static List<CardPiece> split(String file) {
    List<CardPiece> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    String before = "";
    int depth = 0;
    for (String line : LINES.splitAsStream(file).toList()) {
      if (is(line, "BEGIN:VCARD")) {
        boolean nested = depth > 0 && before.toUpperCase(Locale.ROOT).startsWith("AGENT");
        if (!nested) {
          if (piece.length() > 0) {
            pieces.add(new CardPiece(piece.toString()));
          }
          piece.setLength(0);
          depth = 0;
        }
        depth++;
      } else if (is(line, "END:VCARD")) {
        depth--;
      }
      piece.append(line);
      before = line;
    }
    if (piece.length() > 0) {
      pieces.add(new CardPiece(piece.toString()));
    }
    return pieces;
  }

  private static boolean is(String line, String wanted) {
    String bare = line.replace("\u00ef\u00bb\u00bf", "").replaceAll("\\s", "");
    return bare.equalsIgnoreCase(wanted);
  }

  /** Whether it has both BEGIN and END. */
  boolean isWhole() {
    List<String> lines = LINES.splitAsStream(text).toList();
    return is(lines.get(0), "BEGIN:VCARD")
        && lines.stream().anyMatch(line -> is(line, "END:VCARD"));
  }

  /** The value of its first property of this name that is not empty. */
  Optional<String> value(String name) {
    return logicalLines().stream()
        .filter(line -> name(line).equals(name))
        .map(line -> unfold(line))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /**
   * This card with another line for each property of this name, or one more line if it has none.
   */
  CardPiece withLine(String line) {
    String name = name(line);
    StringBuilder changed = new StringBuilder();
    boolean done = value(name).isPresent();
    for (String old : logicalLines()) {
      if (name(old).equals(name)) {
        changed.append(fold(line, lineBreak()));
        continue;
      }
      if (!done && (name(old).equals("VERSION") || is(old, "END:VCARD"))) {
        String added = fold(line, lineBreak());
        changed.append(is(old, "END:VCARD") ? added + old : old + added);
        done = true;
        continue;
      }
      changed.append(old);
    }
    return new CardPiece(changed.toString());
  }

  /** This card with the values of all properties of this name changed. */
  CardPiece withValues(String name, UnaryOperator<String> change) {
    StringBuilder changed = new StringBuilder();
    for (String old : logicalLines()) {
      if (!name(old).equals(name)) {
        changed.append(old);
        continue;
      }
      String line = unfold(old);
      int colon = line.indexOf(':') + 1;
      String value = line.substring(colon);
      String other = change.apply(value);
      boolean same = other.equals(value);
      changed.append(same ? old : fold(line.substring(0, colon) + other, lineBreak()));
    }
    return new CardPiece(changed.toString());
  }

  /** Lines with those that continue them; up to the first END. */
  private List<String> logicalLines() {
    List<String> logical = new ArrayList<>();
    boolean ended = false;
    for (String line : LINES.splitAsStream(text).toList()) {
      boolean continues = line.startsWith(" ") || line.startsWith("\t") || ended;
      if (continues && !logical.isEmpty()) {
        int last = logical.size() - 1;
        logical.set(last, logical.get(last) + line);
      } else {
        logical.add(line);
      }
      // What follows the END is not touched, whatever it is.
      ended |= is(line, "END:VCARD");
    }
    return logical;
  }

  private static String unfold(String line) {
    return line.replaceAll("\r?\n[ \t]", "").replaceAll("[\r\n]+$", "");
  }

  /** In upper case, without its group; empty where the line is no property. */
  private static String name(String line) {
    int end = 0;
    while (end < line.length() && ":;".indexOf(line.charAt(end)) < 0) {
      end++;
    }
    String name = end == line.length() ? "" : line.substring(0, end);
    return name.substring(name.lastIndexOf('.') + 1).strip().toUpperCase(Locale.ROOT);
  }

  private String lineBreak() {
    int end = text.indexOf('\n');
    return end > 0 && text.charAt(end - 1) == '\r' ? "\r\n" : "\n";
  }

  /** Folds a line (RFC 6350 section 3.2). */
  static String fold(String line, String lineBreak) {
    StringBuilder folded = new StringBuilder();
    int width = FOLDED_AT;
    int from = 0;
    for (; line.length() - from > width; width = FOLDED_AT - 1) {
      folded.append(line, from, from + width).append(lineBreak).append(' ');
      from += width;
    }
    return folded.append(line, from, line.length()).append(lineBreak).toString();
  }
}
