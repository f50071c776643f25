// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.files.FileFormat;
import org.oneway.connectors.shared.files.Made;
import org.oneway.connectors.shared.files.Piece;
import org.oneway.connectors.shared.files.Pieces;
import org.oneway.connectors.shared.jscalendar.CalendarIndex;
import org.oneway.connectors.shared.jscalendar.Calendars;
import org.oneway.connectors.shared.vobject.ComponentReader;
import org.oneway.connectors.shared.vobject.Frame;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;
import org.oneway.engine.store.Write;

/**
 * Files of calendars. An item is all components of one uid and kind in one VCALENDAR, wherever they
 * stand in it.
 */
final class CalendarFormat implements FileFormat {
  private static final Words WORDS =
      new Words("item", "calendar items", "iCalendar", "an iCalendar file");

  private static final Set<Kind> KINDS = Set.of(Kind.EVENT, Kind.TASK, Kind.NOTE);

  @Override
  public String ending() {
    return ".ics";
  }

  @Override
  public Words words() {
    return WORDS;
  }

  @Override
  public boolean holds(Kind kind) {
    return KINDS.contains(kind);
  }

  @Override
  public String uidWord(Kind kind) {
    return switch (kind) {
      case TASK -> "task-uid";
      case NOTE -> "note-uid";
      default -> "uid";
    };
  }

  @Override
  public Folder described(Folder folder, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return folder;
    }
    try (ComponentReader reader = new ComponentReader(Files.newInputStream(file), "")) {
      // What a calendar says of itself stands before its components (RFC 5545 section 3.6).
      reader.next();
      return CalendarNames.described(folder, reader.frame());
    }
  }

  @Override
  public Pieces read(InputStream in, FileChannel bytes, String title, long size)
      throws IOException {
    return CalendarPieces.of(in, bytes, title);
  }

  @Override
  public Made make(Item item) {
    return made(Calendars.write(item), true);
  }

  @Override
  public Made successor(Item item, Piece piece) {
    Made made = make(piece.uid().map(uid -> item.withUid(new Uid(uid))).orElse(item));
    Frame frame = piece instanceof CalendarPiece there ? origin(there) : Frame.NONE;
    // What its calendar says of itself is part of what an item means.
    return made(alone(made, frame), true);
  }

  @Override
  public Optional<Item> heldAmongOthers(Made made) {
    return Optional.empty();
  }

  private static byte[] alone(Made made, Frame frame) {
    Composing file = new Composing(frame, false);
    new Additions(List.of()).of(made).forEach(file::add);
    return file.bytes();
  }

  @Override
  public Made again(Write.Restore write) {
    return write.original().isPresent() ? made(write.original().get(), false) : make(write.item());
  }

  private static Made made(byte[] bytes, boolean isRead) {
    try {
      CalendarIndex index = CalendarIndex.of(new ByteArrayInputStream(bytes), "");
      if (index.entries().isEmpty()) {
        Finding nothing = Finding.broken("", "nothing of it can be written in iCalendar");
        return new Made(bytes, new Fragment(nothing, 0, bytes.length, false), Optional.empty());
      }
      CalendarIndex.Entry first = index.entries().get(0);
      boolean isHeld = isRead && first.defect().isEmpty() && bytes.length <= Made.LARGE;
      Optional<Item> held =
          isHeld
              ? Optional.of(index.convert(first, CalendarIndex.in(bytes)).item())
              : Optional.empty();
      return new Made(bytes, new CalendarPiece(first, index, ""), held);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] file(List<Made> items) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    files(items).forEach(file::writeBytes);
    return file.toByteArray();
  }

  /** Calendars with these items: one, unless they mean different time zones by one name. */
  static List<byte[]> files(List<Made> items) {
    List<byte[]> files = new ArrayList<>();
    List<Made> rest = items;
    while (!rest.isEmpty()) {
      Composing file = new Composing(origin(rest.get(0)), true);
      Additions additions = new Additions(List.of());
      List<Made> misfits = new ArrayList<>();
      for (Made item : rest) {
        if (additions.conflictsWith(item)) {
          misfits.add(item);
        } else {
          additions.of(item).forEach(file::add);
        }
      }
      files.add(file.bytes());
      rest = misfits;
    }
    return files;
  }

  private static Frame origin(Made item) {
    return item.piece() instanceof CalendarPiece piece ? origin(piece) : Frame.NONE;
  }

  private static Frame origin(CalendarPiece piece) {
    return piece.index().frame(piece.entry().calendar());
  }
}
