// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.oneway.engine.item.Uid;

/** What a source uid is called at the target, where this run has learnt it and it differs. */
final class UidChanges implements AutoCloseable {
  private final Path file;
  private final DataOutputStream out;

  UidChanges(Path directory) {
    this.file = directory.resolve("uid-changes");
    try {
      this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(Uid source, Uid target) {
    try {
      write(source.value());
      write(target.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The changes among these uids. */
  Map<String, String> among(Set<String> wanted) {
    Map<String, String> found = new HashMap<>();
    try {
      out.flush();
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
        while (true) {
          String source = OperationCodec.readString(in);
          String target = OperationCodec.readString(in);
          if (wanted.contains(source)) {
            found.put(source, target);
          }
        }
      } catch (EOFException e) {
        return found;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String value) throws IOException {
    OperationCodec.writeString(value, out);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
