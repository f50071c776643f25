// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.oneway.connectors.shared.jscontact.VCards;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.Hashes;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.ManualClock;
import org.oneway.engine.testkit.ReadContract;
import org.oneway.engine.testkit.WriteContract;

/** Files as another program writes them, and the stores that are opened on them. */
abstract class StoreUnderTest implements ReadContract, WriteContract {
  private final VcardConnector connector = new VcardConnector();
  private final Map<String, String> values = new HashMap<>();

  /** Where the store's file or directory lies. */
  abstract Path path();

  @Override
  public SourceStore openSource() throws StoreException {
    return connector.openSource(settings());
  }

  @Override
  public TargetStore openTarget() throws StoreException {
    return connector.openTarget(settings());
  }

  StoreSettings settings() {
    Map<String, String> all = new HashMap<>(values);
    all.put("path", path().getFileName().toString());
    // Files of a test are always young, so every version tells their bytes.
    return new StoreSettings(
        "friends", path().resolveSibling("."), all, new ManualClock(Instant.now()));
  }

  static String card(String uid, String name) {
    byte[] card =
        VCards.write(
            Card.of(uid, name).emails(uid.length() + "@example.org").item(), CardVersion.V3_0);
    return new String(card, StandardCharsets.UTF_8);
  }

  /** Puts a file in place as careful programs do. */
  static void put(Path file, String text) {
    try {
      Path successor = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(successor, text);
      Files.move(
          successor, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a card is that of a uid, however its version says that it is a text. */
  static boolean holdsUid(String card, String uid) {
    return card.contains("\nUID:" + uid + "\r") || card.contains("\nUID;VALUE=text:" + uid + "\r");
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
}
