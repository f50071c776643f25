// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Finding.Level;

/** Puts a card together from its lines. */
final class CardBuilder {
  private static final int MANY_FINDINGS = 100;
  private static final int SHORT = 1000;

  /** A line of these names that is neither BEGIN:VCARD nor END:VCARD is a damaged one. */
  private static final Set<String> STRUCTURE = Set.of("BEGIN", "END");

  private final String name;
  private final long offset;
  private final int firstLine;
  private final Optional<MessageDigest> digest;
  private final List<ContentLine> lines = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private Optional<CardVersion> version = Optional.empty();
  private Optional<String> excess = Optional.empty();
  private long end;
  private long size;

  CardBuilder(String name, long offset, int firstLine, boolean hashed) {
    this.name = name;
    this.digest = hashed ? Optional.of(Hashes.sha256()) : Optional.empty();
    this.offset = offset;
    this.firstLine = firstLine;
    this.end = offset;
  }

  boolean isOld() {
    return version.filter(v -> v == CardVersion.V2_1).isPresent();
  }

  boolean hasProperties() {
    return !lines.isEmpty() || version.isPresent();
  }

  void endsAt(long position) {
    end = position;
  }

  /** Takes the line that {@code reader} stands on. */
  void add(LineReader reader) {
    end = reader.end();
    if (digest.isPresent()) {
      digest.get().update(reader.bytes(), 0, reader.length());
      digest.get().update((byte) '\n');
    }
    size += reader.length();
    if (excess.isEmpty()) {
      excess = excessOf(reader);
      if (excess.isPresent()) {
        lines.removeIf(line -> line.value().length() > SHORT);
      }
    }
    // The uid is wanted of a card that is too large, too.
    boolean mayNameIt = reader.length() <= SHORT && lines.size() < CardReader.LINES_LIMIT;
    if (excess.isEmpty() || mayNameIt) {
      parse(reader);
    }
  }

  private Optional<String> excessOf(LineReader reader) {
    if (reader.isTooLong()) {
      return Optional.of("line " + reader.number() + " has more than 80 MB");
    }
    if (size > CardReader.CARD_LIMIT) {
      return Optional.of("has more than 128 MB");
    }
    return lines.size() == CardReader.LINES_LIMIT
        ? Optional.of("has more than 100000 lines")
        : Optional.empty();
  }

  private void parse(LineReader reader) {
    LineParser parser = new LineParser(reader.bytes(), reader.length(), reader.number());
    Optional<ContentLine> parsed = parser.parse().filter(l -> !STRUCTURE.contains(l.name()));
    if (parsed.isEmpty()) {
      note(Level.LOST, "", reader.number(), "the line is no property");
      return;
    }
    ContentLine line = parsed.get();
    for (String repair : parser.repairs()) {
      note(Level.REPAIRED, line.name(), reader.number(), repair);
    }
    if (line.name().equals("VERSION")) {
      readVersion(line);
    } else {
      lines.add(parser.mayHoldControls() ? withoutControls(line) : line);
    }
  }

  private void readVersion(ContentLine line) {
    Optional<CardVersion> written = CardVersion.of(line.value());
    if (written.isEmpty()) {
      note(Level.REPAIRED, "VERSION", line.number(), "there is no such version; read as 4.0");
    }
    version = version.or(() -> Optional.of(written.orElse(CardVersion.V4_0)));
  }

  /** No format we write can carry NUL and its like. */
  private ContentLine withoutControls(ContentLine line) {
    String clean = Text.withoutControls(line.value());
    if (clean.length() == line.value().length()) {
      return line;
    }
    note(Level.REPAIRED, line.name(), line.number(), "control characters were left out");
    return new ContentLine(line.group(), line.name(), line.parameters(), clean, line.number());
  }

  /** Whether the last line waits for a card as its value. */
  boolean expectsNested() {
    if (lines.isEmpty()) {
      return false;
    }
    ContentLine last = lines.get(lines.size() - 1);
    return last.name().equals("AGENT") && last.value().isBlank();
  }

  void addNested(String card) {
    digest.ifPresent(d -> d.update(card.getBytes(StandardCharsets.UTF_8)));
    ContentLine agent = lines.remove(lines.size() - 1);
    lines.add(
        new ContentLine(
            agent.group(), agent.name(), agent.parameters(), Text.escape(card), agent.number()));
  }

  void note(Level level, String property, String reason) {
    note(level, property, firstLine, reason);
  }

  private void note(Level level, String property, int line, String reason) {
    if (findings.size() < MANY_FINDINGS) {
      findings.add(new Finding(level, property, place(line), reason));
    }
  }

  private String place(int line) {
    return name + " line " + line;
  }

  RawCard build() {
    if (excess.isPresent()) {
      return broken(excess.get());
    }
    if (lines.isEmpty()) {
      return broken("has nothing in it");
    }
    if (version.isEmpty()) {
      note(Level.REPAIRED, "VERSION", "is missing; read as 3.0");
    }
    return card(Optional.empty());
  }

  RawCard broken(String reason) {
    return card(Optional.of(Finding.broken(place(firstLine), reason)));
  }

  private RawCard card(Optional<Finding> defect) {
    return new RawCard(
        new RawCard.Span(offset, end, firstLine),
        digest.map(d -> Hashes.hex(d.digest())).orElse(""),
        version.orElse(CardVersion.V3_0),
        lines,
        findings,
        defect);
  }
}
