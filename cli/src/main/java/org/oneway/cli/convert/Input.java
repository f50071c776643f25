// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.oneway.cli.work.FileHead;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;

/** A file of contacts or of events, tasks and notes, pulled one at a time. */
interface Input extends AutoCloseable {
  /** The next one; empty at the end. */
  Optional<Read> next() throws IOException;

  @Override
  void close() throws IOException;

  /**
   * What was read.
   *
   * @param item empty where it is broken, which the last finding then says, or where there is only
   *     something to be told
   */
  record Read(Optional<Item> item, String title, List<Finding> findings) {
    /** Why it is broken; empty where it is not. */
    Optional<Finding> defect() {
      return findings.stream()
          .filter(finding -> item.isEmpty() && finding.level() == Finding.Level.BROKEN)
          .reduce((first, last) -> last);
    }

    /** Something to be told of the file. */
    static Read told(List<Finding> findings) {
      return new Read(Optional.empty(), "", findings);
    }

    static Read broken(String title, List<Finding> findings) {
      return new Read(Optional.empty(), title, findings);
    }
  }

  /**
   * Opens a file by what it holds.
   *
   * @param name what findings call it
   * @param form what it is to become
   * @throws Unrecognised if it holds nothing that can become that
   */
  static Input open(Path file, String name, Form form) throws IOException {
    if (Files.isDirectory(file)) {
      throw new Unrecognised(name);
    }
    FileHead head = FileHead.of(file);
    boolean isOfCards = form.takes(Kind.CONTACT);
    if (head.isVcard() ? !isOfCards : head.isCalendar() && isOfCards) {
      throw new Unrecognised(name, form);
    }
    if (head.isCalendar() || (head.isEmpty() && !isOfCards)) {
      return new CalendarInput(file, name);
    }
    if (head.isVcard() || head.isEmpty()) {
      return new VcardInput(Files.newInputStream(file), name);
    }
    if (head.isJson()) {
      return new JsonInput(Files.newInputStream(file), name, form);
    }
    throw new Unrecognised(name);
  }
}
