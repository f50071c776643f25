// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.oneway.cli.json.JsonTree;
import org.oneway.cli.work.RunFiles;

/**
 * The log of one sync of a run. Each event is in the file before the next one comes, so the log of
 * a run that was killed lacks nothing but its ending. A log that cannot be written ends: it does
 * not keep a run from its work.
 */
final class EventLog implements Consumer<ObjectNode>, AutoCloseable {
  private final RunFiles files;
  private final String run;
  private final String sync;
  private Optional<FileChannel> file = Optional.empty();
  private Optional<IOException> failure = Optional.empty();

  EventLog(RunFiles files, String run, String sync) {
    this.files = files;
    this.run = run;
    this.sync = sync;
  }

  @Override
  public void accept(ObjectNode event) {
    if (failure.isPresent()) {
      return;
    }
    try {
      if (file.isEmpty()) {
        file = Optional.of(files.make(run, sync));
      }
      ByteBuffer line =
          ByteBuffer.wrap((JsonTree.line(event) + "\n").getBytes(StandardCharsets.UTF_8));
      while (line.hasRemaining()) {
        file.get().write(line);
      }
    } catch (IOException e) {
      failure = Optional.of(e);
    }
  }

  /** What kept the log from being whole, if anything did. */
  Optional<IOException> failure() {
    return failure;
  }

  /** Takes back the log of a run in which nothing happened: its counters are in the state. */
  void remove() {
    close();
    try {
      if (file.isPresent()) {
        files.remove(run, sync);
      }
    } catch (IOException e) {
      failure = Optional.of(e);
    }
  }

  @Override
  public void close() {
    try {
      if (file.isPresent()) {
        file.get().close();
      }
    } catch (IOException e) {
      failure = Optional.of(e);
    }
  }
}
