// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.oneway.connectors.vcard.Opened.card;
import static org.oneway.connectors.vcard.Opened.put;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.testkit.Reading;

final class DirectorySourceTest {
  @TempDir private Path home;
  private Path book = Path.of("");
  private Opened store = new Opened(book);

  @BeforeEach
  void aDirectory() throws IOException {
    book = Files.createDirectory(home.resolve("book"));
    store = new Opened(book);
  }

  @Test
  void aFileOfAKnownVersionIsNotRead() throws StoreException {
    Path file = put(book.resolve("a.vcf"), card("UID:a", "FN:Ada"));
    Reading before = store.read(Known.NOTHING);
    // Other bytes behind the same size, time and inode: only a reader would see them.
    put(file, card("UID:a", "FN:Bob"));
    assertThat(store.read(before.known()).changes())
        .containsExactly(new Change.Present(new Reference("a.vcf")));
  }

  @Test
  void aFileThatWasYoungIsComparedByItsBytes() throws StoreException {
    Path file = put(book.resolve("a.vcf"), card("UID:a", "FN:Ada"));
    Opened.touch(file, store.justNow());
    Reading before = store.read(Known.NOTHING);
    put(file, card("UID:a", "FN:Bob"));
    Opened.touch(file, store.justNow());
    assertThat(store.read(before.known()).names()).containsExactly("Bob");
  }

  @Test
  void aYoungFileWithTheSameBytesIsPresent() throws StoreException {
    Path file = put(book.resolve("a.vcf"), card("UID:a", "FN:Ada"));
    Opened.touch(file, store.justNow());
    Reading before = store.read(Known.NOTHING);
    assertThat(store.read(before.known()).present()).hasSize(1);
  }

  @Test
  void aFileThatIsNoLongerYoungIsReadOnceMoreAndThenNeverAgain() throws StoreException {
    Path file = put(book.resolve("a.vcf"), card("UID:a", "FN:Ada"));
    Opened.touch(file, store.justNow());
    Reading young = store.read(Known.NOTHING);
    store.clock.pass(Duration.ofMinutes(1));
    Reading old = store.read(young.known());
    assertThat(old.upserts()).hasSize(1);
    assertThat(old.upserts().get(0).version()).isNotEqualTo(young.upserts().get(0).version());
    assertThat(store.read(old.known()).present()).hasSize(1);
  }

  @Test
  void directoriesBelowAreFoldersNamedByTheirPath() throws StoreException, IOException {
    put(book.resolve("a.VCF"), card("UID:a", "FN:Ada"));
    put(book.resolve("Work/b.vcf"), card("UID:b", "FN:Bob"));
    put(book.resolve("Work/Clients/c.vcf"), card("UID:c", "FN:Cyd"));
    put(book.resolve(".hidden/d.vcf"), card("UID:d", "FN:Dot"));
    Files.createDirectory(book.resolve("Empty"));
    try (SourceStore source = store.source()) {
      assertThat(source.folders())
          .extracting(Folder::name)
          .containsExactly("book", "Empty", "Work", "Work/Clients");
    }
    assertThat(store.readFolder("book").names()).containsExactly("Ada");
    assertThat(store.readFolder("Work").names()).containsExactly("Bob");
    assertThat(store.readFolder("Work/Clients").names()).containsExactly("Cyd");
    assertThat(store.readFolder("Work/Clients").upserts().get(0).reference())
        .isEqualTo(new Reference("Work/Clients/c.vcf"));
  }

  @Test
  void aFolderNamedLikeTheStoreHasANameOfItsOwn() throws StoreException {
    put(book.resolve("book/b.vcf"), card("UID:b", "FN:Bob"));
    assertThat(store.readFolder("book").names()).isEmpty();
    assertThat(store.readFolder("book/book").names()).containsExactly("Bob");
  }

  @Test
  void linksToDirectoriesAreNotFollowed() throws StoreException, IOException {
    Files.createSymbolicLink(book.resolve("loop"), book);
    Files.createSymbolicLink(book.resolve("away"), home);
    try (SourceStore source = store.source()) {
      assertThat(source.folders()).hasSize(1);
    }
  }

  @Test
  void filesOfOtherKindsAreLeftAlone() throws StoreException {
    put(book.resolve("photo.jpg"), "\u0000");
    put(book.resolve(".a.vcf"), card("UID:a", "FN:Ada"));
    put(book.resolve("a.vcf.bak"), card("UID:a", "FN:Ada"));
    assertThat(store.read(Known.NOTHING).changes()).isEmpty();
  }

  @Test
  void cardsThatShareAFileAreNamedInIt() throws StoreException {
    Path file =
        put(
            book.resolve("50%#1.vcf"),
            card("UID:a", "FN:Ada") + card("UID:b#c", "FN:Bob") + card("FN:Cyd"));
    Reading before = store.read(Known.NOTHING);
    assertThat(before.names()).containsExactly("Ada", "Bob", "Cyd");
    assertThat(before.upserts().get(0).reference()).isEqualTo(new Reference("50%25%231.vcf#uid:a"));
    put(file, card("UID:b#c", "FN:Bob") + card("UID:a", "FN:Ada King"));
    Reading after = store.read(before.known());
    assertThat(after.present())
        .containsExactly(new Change.Present(new Reference("50%25%231.vcf#uid:b#c")));
    assertThat(after.names()).containsExactly("Ada King");
    try (SourceStore source = store.source()) {
      List<Reference> all = before.upserts().stream().map(Change.Upsert::reference).toList();
      Reading fetched = Reading.of(source.fetch(source.scopes().get(0), all));
      assertThat(fetched.names()).containsExactly("Ada King", "Bob");
      assertThat(fetched.removals()).hasSize(1);
    }
  }

  @Test
  void aFileThatCannotBeReadIsBrokenAndTheOthersAreNot() throws StoreException {
    put(book.resolve("a.vcf"), card("UID:a", "FN:Ada"));
    put(book.resolve("b.vcf"), card("UID:b", "FN:Bob"));
    Reading before = store.read(Known.NOTHING);
    put(book.resolve("b.vcf"), "");
    put(book.resolve("c.vcf"), "<html>");
    Reading after = store.read(before.known());
    assertThat(after.present()).hasSize(1);
    assertThat(after.broken())
        .extracting(b -> b.finding().words())
        .containsExactly("b.vcf: has nothing in it", "c.vcf line 1: is not a vCard");
    assertThat(after.broken().get(0).key().orElseThrow().uid().value()).isEqualTo("b");
    assertThat(after.ending().unattributed()).isEqualTo(1);
  }

  @Test
  void aDirectoryThatVanishesWhileItIsListedIsNotAnEmptyOne() throws StoreException, IOException {
    put(book.resolve("a.vcf"), card("UID:a", "FN:Ada"));
    try (SourceStore source = store.source();
        ChangeStream stream =
            source.changes(source.scopes().get(0), Checkpoint.NONE, Known.NOTHING)) {
      Files.delete(book.resolve("a.vcf"));
      Files.delete(book);
      assertThatThrownBy(() -> Reading.rest(stream)).isInstanceOf(StoreException.FolderGone.class);
    }
  }

  @Test
  void aCardWithoutRevHasTheTimeOfItsFileWhichIsNotTrusted() throws StoreException {
    put(book.resolve("a.vcf"), card("UID:a", "FN:Ada"));
    Change.Upsert upsert = store.read(Known.NOTHING).upserts().get(0);
    assertThat(upsert.item().updated()).contains(Opened.LONG_AGO);
    assertThat(upsert.item().updatedTrusted()).isFalse();
    assertThat(upsert.item().json().has("updated")).isFalse();
  }

  @Test
  void aPathThatIsNotThereIsRefusedWithItsName() {
    Opened nowhere = new Opened(home.resolve("nowhere"));
    assertThatThrownBy(nowhere::source)
        .isInstanceOf(StoreException.InputRefused.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining("friends");
  }

  @Test
  void referencesOfOtherPlacesLeadNowhere() throws StoreException {
    put(home.resolve("secret.vcf"), card("UID:s", "FN:Secret"));
    List<Reference> evil = new ArrayList<>();
    for (String path :
        List.of("../secret.vcf", "/etc/passwd", "x/../../secret.vcf", "\u0000.vcf")) {
      evil.add(new Reference(path));
    }
    try (SourceStore source = store.source()) {
      Reading fetched = Reading.of(source.fetch(source.scopes().get(0), evil));
      assertThat(fetched.changes()).hasOnlyElementsOfType(Change.Removal.class).hasSize(4);
    }
  }

  @Test
  void whatIsKnownIsAskedInChunks() throws StoreException {
    for (int i = 0; i < 2_000; i++) {
      put(book.resolve(i + ".vcf"), card("UID:" + i, "FN:N " + i));
    }
    Reading before = store.read(Known.NOTHING);
    List<Integer> asked = new ArrayList<>();
    Known known = before.known();
    Reading after =
        store.read(
            references -> {
              asked.add(references.size());
              return known.of(references);
            });
    assertThat(after.present()).hasSize(2_000);
    assertThat(after.ending().coverage()).isEqualTo(Coverage.COMPLETE);
    assertThat(asked).containsExactly(500, 500, 500, 500);
  }
}
