// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;

/** Reads members and what they mean, on several threads. */
final class Members {
  private final MemberReader reader;
  private final Format format;
  private final Threads threads;
  private final Traffic traffic;
  private final int connections;
  private final Remembered remembered;

  Members(
      MemberReader reader,
      Format format,
      Threads threads,
      Traffic traffic,
      int connections,
      Remembered remembered) {
    this.reader = reader;
    this.format = format;
    this.threads = threads;
    this.traffic = traffic;
    this.connections = connections;
    this.remembered = remembered;
  }

  int atOnce() {
    return connections;
  }

  void count() {
    traffic.item();
  }

  FolderId folder(Href collection) {
    return new FolderId(collection.path());
  }

  Format format() {
    return format;
  }

  MemberReader reader() {
    return reader;
  }

  /** Begins to read a batch. */
  Future<List<MemberStream.Read>> begin(Href collection, List<Entry> batch) {
    return threads.begin(() -> read(collection, batch));
  }

  /** Reads a batch now. */
  List<MemberStream.Read> read(Href collection, List<Entry> batch) throws StoreException {
    List<MemberStream.Read> all = new ArrayList<>();
    for (Got got : reader.read(collection, batch)) {
      remembered.saw(got);
      Optional<Format.Meaning> meaning =
          got.bytes().map(bytes -> format.read(bytes, got.entry().href().lastName()));
      all.add(new MemberStream.Read(got, meaning));
    }
    return all;
  }
}
