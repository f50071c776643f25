// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.engine.backup.ArchiveChain.Link;
import org.oneway.engine.item.Reference;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.store.StoreException;

final class ArchiveChainTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyMomentOfAChainIsWhatTheStoreHeldThen(boolean incremental) throws Exception {
    for (int round = 0; round < 12; round++) {
      long seed = new Random().nextLong();
      Path own = directory.resolve(incremental + "-" + round);
      ToyStore store = new ToyStore(new Random(seed), incremental);
      Random random = new Random(~seed);
      Backups backups = new Backups(own);
      store.edit(40);
      List<List<String>> moments = new ArrayList<>();
      for (int i = 1; i <= 8; i++) {
        backups.make(store);
        moments.add(store.contents());
        store.edit(random.nextInt(12));
      }
      for (int i = 1; i <= 8; i++) {
        assertThat(backups.restored(own.resolve("restored-" + i), i))
            .as("moment %d of seed %d, incremental: %s", i, seed, incremental)
            .isEqualTo(moments.get(i - 1));
      }
    }
  }

  private ToyStore filled(Backups backups, int archives) throws IOException, StoreException {
    ToyStore store = new ToyStore(new Random(7), true);
    for (int i = 0; i < 30; i++) {
      store.add();
    }
    for (int i = 0; i < archives; i++) {
      backups.make(store);
      store.add();
    }
    return store;
  }

  @Test
  void onlyWhatHasChangedIsReadAndWritten() throws Exception {
    for (boolean incremental : List.of(true, false)) {
      Backups backups = new Backups(directory.resolve("" + incremental));
      ToyStore store = new ToyStore(new Random(3), incremental);
      for (int i = 0; i < 500; i++) {
        store.add();
      }
      backups.make(store);
      assertThat(store.read).isEqualTo(500);
      backups.make(store);
      assertThat(backups.written).isEmpty();
      assertThat(store.read).isEqualTo(500);
    }
  }

  @Test
  void anItemThatCannotBeReadIsNotTakenForGone() throws Exception {
    Backups backups = new Backups(directory);
    ToyStore store = new ToyStore(new Random(5), false);
    for (int i = 0; i < 20; i++) {
      store.add();
    }
    backups.make(store);
    List<String> before = store.contents();
    List<Reference> all = store.references();
    store.broken.add(all.get(3));
    backups.make(store);
    assertThat(backups.written).isEmpty();
    assertThat(backups.restored(directory.resolve("r"), 2)).isEqualTo(before);
  }

  @Test
  void whatAKilledRunWroteCountsIfItsArchiveIsThere() throws Exception {
    Backups backups = new Backups(directory);
    ToyStore store = filled(backups, 2);
    Path memory = directory.resolve("memory/last");
    Files.copy(memory, directory.resolve("before"));
    backups.make(store);
    // As after a kill between the naming of the archive and that of the memory.
    Files.move(memory, directory.resolve("memory/last.next"));
    Files.move(directory.resolve("before"), memory);
    store.add();
    backups.make(store);
    assertThat(backups.chain().links()).hasSize(4);
    assertThat(backups.restored(directory.resolve("r"), 4)).isEqualTo(store.contents());
  }

  @Test
  void aMissingArchiveIsNamed() throws Exception {
    Backups backups = new Backups(directory);
    filled(backups, 4);
    List<Link> links = backups.chain().links();
    remove(links.get(2).path());
    assertThatThrownBy(() -> backups.restored(directory.resolve("r"), 4))
        .isInstanceOf(ArchiveDamaged.class)
        .hasMessageContaining("archive 3 is missing")
        .hasMessageContaining(links.get(3).path().getFileName().toString());
    assertThat(backups.restored(directory.resolve("r"), 2)).isNotEmpty();
    remove(links.get(0).path());
    assertThatThrownBy(() -> backups.restored(directory.resolve("s"), 2))
        .hasMessageContaining("that they build on is missing");
  }

  @Test
  void anArchiveOfAnotherOrderIsRefused() throws Exception {
    Backups one = new Backups(directory.resolve("one"));
    filled(one, 3);
    Backups other = new Backups(directory.resolve("other"));
    filled(other, 3);
    Path second = one.chain().links().get(1).path();
    Path archive = second.resolve("archive.json");
    String text = Files.readString(archive);
    for (String main : List.of("archive.json", "index.json")) {
      Files.writeString(second.resolve(main), text.replace("\"sequence\": 2", "\"sequence\": 3"));
    }
    assertThatThrownBy(() -> one.restored(directory.resolve("r"), 3))
        .isInstanceOf(ArchiveDamaged.class)
        .hasMessageContaining(second.getFileName() + "/archive.json");
    Files.delete(second.resolve("oneway.dev.sha256"));
    assertThatThrownBy(() -> one.restored(directory.resolve("r"), 3))
        .isInstanceOf(ArchiveDamaged.class)
        .hasMessageContaining("is archive 3 of its chain, and so is another one");
  }

  private static void remove(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
