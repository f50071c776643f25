// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

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

/** A directory with a file for each card. */
final class DirectoryContractTest extends StoreUnderTest
    implements SourceStoreContract, TargetStoreContract, InterruptionContract {
  @TempDir private Path home;

  @BeforeEach
  void anEmptyDirectory() throws IOException {
    Files.createDirectory(path());
    Files.writeString(home.resolve("notes.txt"), "not a card\n");
  }

  @Override
  Path path() {
    return home.resolve("Friends");
  }

  @Override
  public String folder() {
    return "Friends";
  }

  @Override
  public void given(String uid, String name) {
    put(file(uid), card(uid, name));
  }

  /** The file of a uid, wherever it was put; a new one for a new uid. */
  private Path file(String uid) {
    try (Stream<Path> files = Files.list(path())) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        if (file.toString().endsWith(".vcf") && holdsUid(text(file), escaped(uid))) {
          return file;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String name = Hashes.of(uid);
    return path().resolve("given-" + name + ".vcf");
  }

  private static String escaped(String uid) {
    return uid.replace("\n", "\\n");
  }

  @Override
  public void givenRenamed(String uid, String name) {
    Path file = file(uid);
    String text = text(file).replaceAll("FN[^\r]*", "FN:" + name);
    put(file, text);
  }

  @Override
  public void givenRemoved(String uid) {
    try {
      Files.delete(brokenOr(uid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path brokenOr(String uid) {
    Path broken = path().resolve("given-" + Hashes.of(uid) + ".vcf");
    return Files.exists(broken) ? broken : file(uid);
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
    around.keySet().removeIf(name -> name.startsWith("Friends/"));
    return around;
  }
}
