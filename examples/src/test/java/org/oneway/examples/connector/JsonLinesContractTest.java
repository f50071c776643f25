// SPDX-License-Identifier: Apache-2.0
package org.oneway.examples.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.InterruptionContract;
import org.oneway.engine.testkit.OneFolderContract;

/** How another program acts on such a file; all else is the contracts'. */
final class JsonLinesContractTest implements OneFolderContract, InterruptionContract {
  @TempDir private Path home;

  @BeforeEach
  void anEmptyFile() {
    put(List.of());
  }

  private Path path() {
    return home.resolve("people.jsonl");
  }

  private StoreSettings settings() {
    return new StoreSettings(
        "people", home, Map.of("path", "people.jsonl", "folder", "Friends"), () -> Instant.EPOCH);
  }

  @Override
  public SourceStore openSource() throws StoreException {
    return new JsonLinesConnector().openSource(settings());
  }

  @Override
  public TargetStore openTarget() throws StoreException {
    return new JsonLinesConnector().openTarget(settings());
  }

  @Override
  public String folder() {
    return "Friends";
  }

  @Override
  public void given(String uid, String name) {
    List<String> lines = lines();
    lines.add(
        Line.of(Card.of(uid, name).emails(uid.length() + "@example.org").item().json()).bytes());
    put(lines);
  }

  @Override
  public void givenBroken(String uid) {
    change(uid, line -> Optional.of("{ broken, once " + Line.hash(uid)));
  }

  @Override
  public void givenRenamed(String uid, String name) {
    change(
        uid,
        line -> {
          var card = Line.read(line).card().orElseThrow().deepCopy();
          card.set("name", Card.of(uid, name).item().json().path("name"));
          return Optional.of(Line.of(card).bytes());
        });
  }

  @Override
  public void givenRemoved(String uid) {
    change(uid, line -> Optional.empty());
  }

  @Override
  public Object snapshot() {
    return lines();
  }

  @Override
  public Object snapshotOf(String uid) {
    return lines().stream().filter(line -> isOf(line, uid)).toList();
  }

  private interface Change {
    Optional<String> of(String line);
  }

  private void change(String uid, Change change) {
    List<String> changed = new ArrayList<>();
    for (String line : lines()) {
      if (isOf(line, uid)) {
        change.of(line).ifPresent(changed::add);
      } else {
        changed.add(line);
      }
    }
    put(changed);
  }

  private static boolean isOf(String line, String uid) {
    return line.equals("{ broken, once " + Line.hash(uid))
        || Line.read(line).uid().filter(uid::equals).isPresent();
  }

  private List<String> lines() {
    try {
      return new ArrayList<>(Files.readAllLines(path(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(List<String> lines) {
    try {
      Files.write(path(), lines, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
