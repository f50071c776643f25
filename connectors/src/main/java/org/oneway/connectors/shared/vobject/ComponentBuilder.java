// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.vobject;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Finding.Level;

/** Puts a component and those in it together from their lines. */
final class ComponentBuilder {
  /** How many lines one component may have, with those in it. */
  static final int LINES_LIMIT = 1_000_000;

  private static final int MANY_FINDINGS = 100;
  private static final int DEEPEST = 16;
  private static final int SHORT = 1000;

  /** A line of these names that neither begins nor ends anything is a damaged one. */
  private static final Set<String> STRUCTURE = Set.of("BEGIN", "END");

  /** Components that stand in a calendar only, never in each other. */
  private static final Set<String> TOP =
      Set.of("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY");

  /** A component that is open. */
  private static final class Open {
    private final String name;
    private final long offset;
    private final int line;
    private final List<ContentLine> lines = new ArrayList<>();
    private final List<RawComponent> components = new ArrayList<>();

    Open(String name, long offset, int line) {
      this.name = name;
      this.offset = offset;
      this.line = line;
    }
  }

  private final String place;
  private final Optional<MessageDigest> digest;
  private final Outline outline;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Open outermost;
  private final List<Finding> findings = new ArrayList<>();
  private Optional<String> excess = Optional.empty();
  private long end;
  private long size;
  private int count;

  ComponentBuilder(
      String name, String place, long offset, int line, boolean hashed, Outline outline) {
    this.place = place;
    this.outline = outline;
    this.digest = hashed ? Optional.of(Hashes.sha256()) : Optional.empty();
    this.end = offset;
    this.outermost = new Open(name, offset, line);
    open.push(outermost);
  }

  /** Whether a component of this name means that this one has ended. */
  boolean cannotHold(String name) {
    return TOP.contains(name) && !outermost.name.startsWith("X-");
  }

  /** Takes a line of BEGIN or END. */
  void takesMark(LineReader reader) {
    end = reader.end();
    digest.ifPresent(
        d -> {
          d.update(reader.bytes(), 0, reader.length());
          d.update((byte) '\n');
        });
  }

  /** A component in this one begins. */
  void begin(String name, LineReader reader) {
    takesMark(reader);
    if (open.size() == DEEPEST && excess.isEmpty()) {
      excess = Optional.of("has components in components, more than " + DEEPEST + " deep");
    }
    if (open.size() < 2 * DEEPEST) {
      open.push(new Open(name, reader.offset(), reader.number()));
    }
  }

  /** A component of this name ends; whether it is the outermost. */
  boolean end(String name, LineReader reader) {
    takesMark(reader);
    if (open.stream().noneMatch(level -> level.name.equals(name))) {
      note(Level.REPAIRED, "END", reader.number(), "ends a component that was not begun");
      return false;
    }
    while (!top().name.equals(name)) {
      note(Level.REPAIRED, "END", reader.number(), "END:" + top().name + " is missing before it");
      pop();
    }
    if (open.size() == 1) {
      return true;
    }
    pop();
    return false;
  }

  private Open top() {
    return open.element();
  }

  private void pop() {
    Open level = open.pop();
    top().components.add(finished(level, "", List.of(), Optional.empty()));
  }

  /** Takes the line that {@code reader} stands on. */
  void add(LineReader reader) {
    takesMark(reader);
    size += reader.length();
    count++;
    if (excess.isEmpty()) {
      excess = excessOf(reader);
    }
    boolean isKept = excess.isEmpty() || (reader.length() <= SHORT && count <= LINES_LIMIT);
    if (isKept && isWanted(reader)) {
      parse(reader);
    }
  }

  private boolean isWanted(LineReader reader) {
    return outline.isWhole()
        || (open.size() == 1 && outline.mayHold(reader.bytes(), reader.length()));
  }

  private Optional<String> excessOf(LineReader reader) {
    if (reader.isTooLong()) {
      return Optional.of("line " + reader.number() + " has more than 80 MB");
    }
    if (size > CardReader.CARD_LIMIT) {
      return Optional.of("has more than 128 MB");
    }
    return count > LINES_LIMIT
        ? Optional.of("has more than " + LINES_LIMIT + " lines")
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
    top().lines.add(parser.mayHoldControls() ? withoutControls(line) : line);
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

  private void note(Level level, String property, int line, String reason) {
    if (findings.size() < MANY_FINDINGS) {
      findings.add(new Finding(level, property, place + " line " + line, reason));
    }
  }

  /**
   * The component.
   *
   * @param repair why it ends here, where its END is missing
   */
  RawComponent build(String repair) {
    if (!repair.isEmpty()) {
      note(Level.REPAIRED, "END", outermost.line, repair);
    }
    return excess.map(this::broken).orElseGet(() -> whole(Optional.empty()));
  }

  /** What there is of the component, and why it is none. */
  RawComponent broken(String reason) {
    return whole(Optional.of(Finding.broken(place + " line " + outermost.line, reason)));
  }

  private RawComponent whole(Optional<Finding> defect) {
    while (open.size() > 1) {
      pop();
    }
    String hash = digest.map(d -> Hashes.hex(d.digest())).orElse("");
    return finished(outermost, hash, findings, defect);
  }

  private RawComponent finished(
      Open level, String hash, List<Finding> found, Optional<Finding> defect) {
    RawCard.Span span = new RawCard.Span(level.offset, end, level.line);
    return new RawComponent(level.name, span, hash, level.lines, level.components, found, defect);
  }
}
