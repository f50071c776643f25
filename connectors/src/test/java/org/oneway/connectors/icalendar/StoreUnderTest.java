// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.oneway.connectors.shared.jscalendar.Calendars;
import org.oneway.connectors.shared.vobject.Hashes;
import org.oneway.connectors.testkit.Events;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.testkit.ManualClock;
import org.oneway.engine.testkit.ReadContract;
import org.oneway.engine.testkit.WriteContract;

/** Calendars as another program writes them, and the stores that are opened on them. */
abstract class StoreUnderTest implements ReadContract, WriteContract {
  private final IcalendarConnector connector = new IcalendarConnector();

  /** Where the store's file or directory lies. */
  abstract Path path();

  @Override
  public Item item(String uid, String name) {
    return Texts.item(uid, name);
  }

  @Override
  public Item bareItem(String uid, String name) {
    return Calendars.item(Texts.bare(uid, name));
  }

  @Override
  public List<String> moreMembers() {
    return List.of("description", "timeZone");
  }

  @Override
  public Item recast(Item contact) {
    return Events.recast(Kind.EVENT, contact);
  }

  @Override
  public String digitsOf(Item item) {
    return Events.digits(item);
  }

  @Override
  public SourceStore openSource() throws StoreException {
    return connector.openSource(settings());
  }

  @Override
  public TargetStore openTarget() throws StoreException {
    return connector.openTarget(settings());
  }

  private StoreSettings settings() {
    // Files of a test are always young, so every version tells their bytes.
    return new StoreSettings(
        "work",
        path().resolveSibling("."),
        Map.of("path", path().getFileName().toString()),
        new ManualClock(Instant.now()));
  }

  @Override
  public Object snapshot() {
    return contents(path());
  }

  /** All files below, with what is in them. */
  static Map<String, String> contents(Path root) {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        contents.put(
            root.relativize(file).toString(),
            Files.isDirectory(file) ? "" : Hashes.hex(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return contents;
  }

  /** Whether a component is that of a uid, however long its line is. */
  static boolean holdsUid(String text, String uid) {
    return text.replace("\r\n ", "").contains("\nUID:" + Texts.escaped(uid) + "\r");
  }
}
