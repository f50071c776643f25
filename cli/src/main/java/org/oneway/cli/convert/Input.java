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

/** A file of contacts, pulled one at a time. */
interface Input extends AutoCloseable {
  /** The next one; empty at the end. */
  Optional<Read> next() throws IOException;

  @Override
  void close() throws IOException;

  /**
   * What was read.
   *
   * @param item empty where it is broken; the last finding then says why
   */
  record Read(Optional<Item> item, String title, List<Finding> findings) {
    static Read broken(String title, List<Finding> findings) {
      return new Read(Optional.empty(), title, findings);
    }
  }

  /**
   * Opens a file by what it holds.
   *
   * @param name what findings call it
   * @throws Unrecognised if it holds no contacts
   */
  static Input open(Path file, String name) throws IOException {
    if (Files.isDirectory(file)) {
      throw new Unrecognised(name);
    }
    FileHead head = FileHead.of(file);
    if (head.isVcard() || head.isEmpty()) {
      return new VcardInput(Files.newInputStream(file), name);
    }
    if (head.isJson()) {
      return new JsonInput(Files.newInputStream(file), name);
    }
    throw new Unrecognised(name);
  }
}
