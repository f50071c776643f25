// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.ManualClock;
import org.oneway.engine.testkit.Reading;

/** A path with cards, opened again and again, and a clock that goes when told to. */
final class Opened {
  /** Long before the clock's time, so that a file of this time is not young. */
  static final Instant LONG_AGO = Instant.parse("2026-11-01T06:00:00.123456789Z");

  final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T06:00:00Z"));
  final Path path;
  private final Map<String, String> values = new HashMap<>();

  Opened(Path path) {
    this.path = path;
    values.put("path", path.getFileName().toString());
  }

  Opened with(String key, String value) {
    values.put(key, value);
    return this;
  }

  private StoreSettings settings() {
    return new StoreSettings("friends", path.resolveSibling("."), values, clock);
  }

  SourceStore source() throws StoreException {
    return new VcardConnector().openSource(settings());
  }

  TargetStore target() throws StoreException {
    return new VcardConnector().openTarget(settings());
  }

  /** Reads a folder from its beginning; the first one where no name is given. */
  Reading read(Known known) throws StoreException {
    return read(Checkpoint.NONE, known);
  }

  Reading read(Checkpoint since, Known known) throws StoreException {
    try (SourceStore store = source()) {
      return Reading.of(store.changes(store.scopes().get(0), since, known));
    }
  }

  Reading readFolder(String name) throws StoreException {
    try (SourceStore store = source()) {
      return Reading.of(store.changes(scope(store, name), Checkpoint.NONE, Known.NOTHING));
    }
  }

  static Scope scope(SourceStore store, String name) throws StoreException {
    FolderId id =
        store.folders().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow().id();
    return Scope.of(id);
  }

  /** Carries out one write in a session of its own. */
  Outcome write(Write write) throws StoreException {
    List<Outcome> told = new ArrayList<>();
    try (TargetStore store = target()) {
      store.apply(List.of(write), (w, o) -> told.add(o));
      store.settle((w, o) -> told.add(o));
    }
    if (told.size() != 1) {
      throw new AssertionError("told: " + told);
    }
    return told.get(0);
  }

  Outcome create(Item item) throws StoreException {
    try (TargetStore store = target()) {
      return write(new Write.Create(1, store.folders().get(0).id(), item, Optional.empty()));
    }
  }

  Outcome update(Change.Upsert there, Item item) throws StoreException {
    FolderId folder = there.folders().iterator().next();
    return write(
        new Write.Update(1, there.reference(), there.version(), folder, item, Optional.empty()));
  }

  Outcome delete(Reference reference, Optional<Version> expected) throws StoreException {
    try (TargetStore store = target()) {
      return write(new Write.Delete(1, reference, expected, store.folders().get(0).id()));
    }
  }

  static Item item(String uid, String name) {
    return Card.of(uid, name).notes("Met in London").item();
  }

  /** A card as another program writes it. */
  static String card(String... lines) {
    return "BEGIN:VCARD\nVERSION:3.0\n" + String.join("\n", lines) + "\nEND:VCARD\n";
  }

  /** Puts a file there whose time is long past. */
  static Path put(Path file, String text) {
    try {
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, text, StandardCharsets.UTF_8);
      Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a file as old as this. */
  static void touch(Path file, Instant time) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(time));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A time within the two seconds that count as young. */
  Instant justNow() {
    return clock.instant().minus(Duration.ofMillis(500));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
