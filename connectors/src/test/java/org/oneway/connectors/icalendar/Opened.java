// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;
import org.oneway.engine.testkit.ManualClock;
import org.oneway.engine.testkit.Reading;

/** A path with calendars, opened again and again, and a clock that stands. */
final class Opened {
  private static final Instant LONG_AGO = Instant.parse("2026-11-01T06:00:00Z");

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T06:00:00Z"));
  private final Path path;

  Opened(Path path) {
    this.path = path;
  }

  private StoreSettings settings() {
    return new StoreSettings(
        "team", path.resolveSibling("."), Map.of("path", path.getFileName().toString()), clock);
  }

  SourceStore source() throws StoreException {
    return new IcalendarConnector().openSource(settings());
  }

  TargetStore target() throws StoreException {
    return new IcalendarConnector().openTarget(settings());
  }

  /** Puts this there, with a time that is long past. */
  Opened holds(String text) {
    return holds(text, StandardCharsets.UTF_8);
  }

  Opened holds(String text, Charset charset) {
    try {
      Path successor = Files.createTempFile(path.resolveSibling("."), "new-", ".part");
      Files.write(successor, text.getBytes(charset));
      Files.move(successor, path, StandardCopyOption.REPLACE_EXISTING);
      Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  String text() {
    return Texts.text(path);
  }

  Reading read() throws StoreException {
    return read(Checkpoint.NONE, Known.NOTHING);
  }

  Reading read(Checkpoint since, Known known) throws StoreException {
    try (SourceStore store = source()) {
      return Reading.of(store.changes(store.scopes().get(0), since, known));
    }
  }

  /** Carries out writes in a session of their own. */
  List<Outcome> write(Write... writes) throws StoreException {
    List<Outcome> told = new ArrayList<>();
    try (TargetStore store = target()) {
      store.apply(List.of(writes), (w, o) -> told.add(o));
      store.settle((w, o) -> told.add(o));
    }
    return told;
  }

  private FolderId folder() throws StoreException {
    try (TargetStore store = target()) {
      return store.folders().get(0).id();
    }
  }

  Outcome create(Item item) throws StoreException {
    return write(new Write.Create(1, folder(), item, Optional.empty())).get(0);
  }

  Outcome update(Change.Upsert there, Item item) throws StoreException {
    return write(
            new Write.Update(
                1, there.reference(), there.version(), folder(), item, Optional.empty()))
        .get(0);
  }

  Outcome delete(Change.Upsert there) throws StoreException {
    return write(new Write.Delete(1, there.reference(), there.version(), folder())).get(0);
  }

  /** What the store keeps of an item before it overwrites it; nothing where it never writes. */
  byte[] original(Reference reference) throws StoreException {
    try (TargetStore store = target()) {
      return store.originals(List.of(reference)).getOrDefault(reference, new byte[0]);
    }
  }

  Outcome restore(String reference, Item item, String original) throws StoreException {
    return write(
            new Write.Restore(
                1,
                new Reference(reference),
                false,
                Optional.empty(),
                folder(),
                item,
                Optional.of(original.getBytes(StandardCharsets.UTF_8))))
        .get(0);
  }
}
