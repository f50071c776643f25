// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import static org.oneway.connectors.icalendar.Texts.put;
import static org.oneway.connectors.icalendar.Texts.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.connectors.shared.vobject.Hashes;
import org.oneway.engine.testkit.InterruptionContract;
import org.oneway.engine.testkit.SourceStoreContract;
import org.oneway.engine.testkit.TargetStoreContract;

/** A directory with a file for each event. */
final class DirectoryContractTest extends StoreUnderTest
    implements SourceStoreContract, TargetStoreContract, InterruptionContract {
  @TempDir private Path home;

  @BeforeEach
  void anEmptyDirectory() throws IOException {
    Files.createDirectory(path());
    Files.writeString(home.resolve("notes.txt"), "not a calendar\n");
  }

  @Override
  Path path() {
    return home.resolve("Team");
  }

  @Override
  public String folder() {
    return "Team";
  }

  @Override
  public void given(String uid, String name) {
    put(file(uid), Texts.calendar(Texts.event(uid, name)));
  }

  /** The file of a uid, wherever it was put; a new one for a new uid. */
  private Path file(String uid) {
    try (Stream<Path> files = Files.list(path())) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        if (file.toString().endsWith(".ics") && holdsUid(text(file), uid)) {
          return file;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return given(uid);
  }

  private Path given(String uid) {
    return path().resolve("given-" + Hashes.of(uid) + ".ics");
  }

  @Override
  public void givenRenamed(String uid, String name) {
    Path file = file(uid);
    put(file, text(file).replaceAll("SUMMARY[^\r]*", "SUMMARY:" + name));
  }

  @Override
  public void givenRemoved(String uid) {
    try {
      Files.delete(Files.exists(given(uid)) ? given(uid) : file(uid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void givenBroken(String uid) {
    put(file(uid), "\u0000\u0001 garbage \u0002\n");
  }

  @Override
  public void givenFolder(String name) {
    try {
      Files.createDirectory(path().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Object snapshotOf(String uid) {
    Path file = file(uid);
    return Map.of(file.getFileName().toString(), text(file));
  }

  @Override
  public Object surroundings() {
    Map<String, String> around = new TreeMap<>(contents(home));
    around.keySet().removeIf(name -> name.startsWith("Team/"));
    return around;
  }
}
