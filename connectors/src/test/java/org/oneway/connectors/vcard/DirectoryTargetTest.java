// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.oneway.connectors.vcard.Opened.card;
import static org.oneway.connectors.vcard.Opened.item;
import static org.oneway.connectors.vcard.Opened.put;
import static org.oneway.connectors.vcard.Opened.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Traffic;
import org.oneway.engine.store.Write;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.Reading;
import org.oneway.engine.testkit.StoreContract;

final class DirectoryTargetTest {
  @TempDir private Path home;
  private Path book = Path.of("");
  private Opened store = new Opened(book);

  @BeforeEach
  void aDirectory() {
    book = home.resolve("book");
    store = new Opened(book);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(book)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private Change.Upsert there(String uid) throws StoreException {
    return store.read(Known.NOTHING).upsert(uid).orElseThrow();
  }

  @Test
  void aDirectoryThatIsNotThereIsEmptyAndMadeByTheFirstWrite() throws Exception {
    try (TargetStore target = store.target()) {
      assertThat(target.folders()).extracting(Folder::name).containsExactly("book");
    }
    assertThat(Files.exists(book)).isFalse();
    store.create(item("a", "Ada"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(book)))
        .isEqualTo("rwx------");
    assertThat(store.read(Known.NOTHING).names()).containsExactly("Ada");
  }

  @Test
  @DisplayName("R05 a person would count the same: a listing, each file opened, each file made")
  void whatIsAskedOfTheFileSystemIsCounted() throws Exception {
    store.create(item("a", "Ada"));
    store.create(item("b", "Bob"));
    try (TargetStore target = store.target()) {
      Scope scope = Scope.of(target.folders().get(0).id());
      Reading.of(target.changes(scope, Checkpoint.NONE, Known.NOTHING));
      Traffic.Count count = target.traffic().orElseThrow();
      long bytes = 0;
      for (String name : names()) {
        bytes += Files.size(book.resolve(name));
      }
      // The directory is listed for its folders and for its files.
      assertThat(count).isEqualTo(new Traffic.Count(2 + 2, 0, 2, bytes, 0));
    }
  }

  @Test
  void aDirectoryWhoseParentIsNotThereIsRefused() {
    assertThatThrownBy(() -> new Opened(home.resolve("no/book")).target())
        .isInstanceOf(StoreException.InputRefused.class)
        .hasMessageContaining(home.resolve("no").toString());
  }

  @Test
  @DisplayName("S21 new files are their owner's only, replaced files keep their rights")
  void newFilesAreTheirOwnersOnly() throws Exception {
    store.create(item("a", "Ada"));
    Path made = book.resolve(names().get(0));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-r--r--"));
    store.update(there("a"), item("a", "Ada King"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  @DisplayName("S15 a uid cannot lead out of the directory, nor collide with another")
  void aUidCannotLeadOut() throws Exception {
    for (String uid : StoreContract.HOSTILE_UIDS) {
      assertThat(store.create(item(uid, "X"))).isInstanceOf(Outcome.Done.class);
    }
    assertThat(names()).hasSize(StoreContract.HOSTILE_UIDS.size());
    assertThat(names().stream().map(n -> n.toLowerCase(Locale.ROOT)).distinct())
        .hasSize(StoreContract.HOSTILE_UIDS.size());
    assertThat(names())
        .allSatisfy(
            name -> {
              assertThat(name).matches("[a-z0-9-]+\\.vcf");
              assertThat(name.length()).isLessThan(100);
            });
    try (Stream<Path> around = Files.list(home)) {
      assertThat(around).hasSize(1);
    }
  }

  @Test
  @DisplayName("S05 S07 hostile folder names become safe directories inside the store")
  void hostileFolderNamesBecomeSafeDirectories() throws Exception {
    try (TargetStore target = store.target()) {
      for (String name :
          List.of(
              "..",
              "../x",
              "/abs",
              "CON",
              "aux.txt",
              "dot.",
              " space",
              "a:b",
              "x\u0000y",
              "\u202Exyz",
              "n".repeat(10_000),
              "%2e%2e",
              "ü".repeat(300))) {
        Folder made = target.ensureFolder(Folder.of(new FolderId("x"), name));
        assertThat(target.ensureFolder(Folder.of(new FolderId("x"), name))).isEqualTo(made);
        assertThat(target.folders()).contains(made);
      }
    }
    try (Stream<Path> all = Files.walk(home)) {
      assertThat(all)
          .allSatisfy(
              path -> {
                assertThat(path.normalize().startsWith(home)).isTrue();
                String name = path.getFileName().toString();
                assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThan(256);
                assertThat(name).doesNotContain("\u202E").doesNotEndWith(".");
              });
    }
    try (Stream<Path> around = Files.list(home)) {
      assertThat(around).containsExactly(book);
    }
  }

  @Test
  @DisplayName("R03 what a killed run left is removed by the next write, never by reading")
  void whatAKilledRunLeftIsRemoved() throws Exception {
    put(book.resolve("Work/x.vcf"), card("UID:x", "FN:X"));
    put(book.resolve(".oneway-card-0.tmp"), "half a ca");
    put(book.resolve(".oneway-card-7.tmp"), "half a ca");
    put(book.resolve(".other.tmp"), "not ours");
    store.read(Known.NOTHING);
    assertThat(names()).hasSize(4);
    store.create(item("a", "Ada"));
    assertThat(names()).contains(".other.tmp").noneMatch(n -> n.startsWith(".oneway-"));
  }

  @Test
  void aChangedCardKeepsItsFileItsVersionItsUidAndTheTextAroundIt() throws StoreException {
    Path file =
        put(
            book.resolve("my friend.vcf"),
            "# a friend\n" + card("UID:a", "FN:Ada", "X-MOOD:sunny") + "# the end\n");
    Change.Upsert before = there("a");
    Card changed = Card.of(before.item().json().deepCopy()).name("Ada King");
    Outcome outcome = store.update(before, changed.uid("other").item());
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    assertThat(text(file))
        .startsWith("# a friend\n")
        .endsWith("# the end\n")
        .contains("VERSION:3.0\r\n")
        .contains("UID:a\r\n")
        .contains("X-MOOD:sunny\r\n")
        .contains("FN:Ada King\r\n");
  }

  @Test
  void newCardsHaveTheVersionThatTheSettingsSay() throws Exception {
    store.with("version", "3.0").create(item("a", "Ada"));
    assertThat(text(book.resolve(names().get(0)))).contains("VERSION:3.0");
    assertThatThrownBy(() -> store.with("version", "2.1").target())
        .isInstanceOf(StoreException.InputRefused.class);
  }

  @Test
  void aCardOfVersion21IsWrittenAs30() throws StoreException {
    Path file = put(book.resolve("a.vcf"), "BEGIN:VCARD\nVERSION:2.1\nUID:a\nN:A\nEND:VCARD\n");
    store.update(there("a"), item("a", "Ada"));
    assertThat(text(file)).contains("VERSION:3.0");
  }

  @Test
  void aFileThatIsInTheWayOfANewCardIsNotTouched() throws Exception {
    Reference planned = planned("a");
    Path file = put(book.resolve(planned.value()), card("UID:somebody", "FN:Else"));
    assertThat(store.create(item("a", "Ada"))).isInstanceOf(Outcome.Stale.class);
    assertThat(text(file)).isEqualTo(card("UID:somebody", "FN:Else"));
  }

  private Reference planned(String uid) throws StoreException {
    try (TargetStore target = store.target()) {
      return target.planned(target.folders().get(0).id(), item(uid, "X")).orElseThrow();
    }
  }

  @Test
  void aCardInAFileWithOthersIsChangedAloneByteForByte() throws StoreException {
    String other = "BEGIN:vcard\nfn:Bo\n b\nuid:b\nEND:VCARD";
    Path file =
        put(book.resolve("all.vcf"), "head\n" + card("UID:a", "FN:Ada") + "between\r\n" + other);
    assertThat(store.update(there("a"), item("a", "Ada King"))).isInstanceOf(Outcome.Done.class);
    assertThat(text(file)).startsWith("head\nBEGIN:VCARD\r\n").endsWith("\r\nbetween\r\n" + other);
    Change.Upsert b = there("b");
    assertThat(store.delete(there("a").reference(), there("a").version()))
        .isInstanceOf(Outcome.Done.class);
    assertThat(text(file)).isEqualTo("head\nbetween\r\n" + other);
    // The last of several cards is still known by the name that it had among them.
    assertThat(store.update(b, item("b", "Bobby"))).isInstanceOf(Outcome.Done.class);
    assertThat(text(file)).startsWith("head\nbetween\r\nBEGIN:VCARD").contains("FN:Bobby");
  }

  @Test
  void aMoveIsRepeatedWithoutHarm() throws Exception {
    put(book.resolve("a.vcf"), card("UID:a", "FN:Ada"));
    Files.createDirectory(book.resolve("Work"));
    Change.Upsert a = there("a");
    FolderId from = a.folders().iterator().next();
    FolderId to = new FolderId("./Work");
    Write.Move move = new Write.Move(1, a.reference(), a.version(), from, to);
    Outcome first = store.write(move);
    assertThat(first)
        .isEqualTo(
            new Outcome.Done(
                Optional.of(new Reference("Work/a.vcf")),
                ((Outcome.Done) first).version(),
                Optional.empty()));
    assertThat(((Outcome.Done) store.write(move)).reference())
        .contains(new Reference("Work/a.vcf"));
    assertThat(store.readFolder("Work").names()).containsExactly("Ada");
    assertThat(store.read(Known.NOTHING).changes()).isEmpty();
  }

  @Test
  void aCardIsMovedOutOfAFileThatItShares() throws Exception {
    Path file = put(book.resolve("all.vcf"), card("UID:a", "FN:Ada") + card("UID:b", "FN:Bob"));
    Files.createDirectory(book.resolve("Work"));
    Change.Upsert a = there("a");
    FolderId from = a.folders().iterator().next();
    store.write(new Write.Move(1, a.reference(), a.version(), from, new FolderId("./Work")));
    assertThat(text(file)).isEqualTo(card("UID:b", "FN:Bob"));
    Change.Upsert moved = store.readFolder("Work").upsert("a").orElseThrow();
    assertThat(text(book.resolve(moved.reference().value()))).isEqualTo(card("UID:a", "FN:Ada"));
  }

  @Test
  void aForeignFileIsFoundByItsUidAndWhatWeWriteToo() throws StoreException {
    put(book.resolve("Work/foreign.vcf"), card("UID:f", "FN:Fritz"));
    try (TargetStore target = store.target()) {
      assertThat(target.find(new Key(Kind.CONTACT, new Uid("f"))))
          .extracting(l -> l.reference().value())
          .containsExactly("Work/foreign.vcf");
      FolderId folder = target.folders().get(0).id();
      target.apply(
          List.of(new Write.Create(1, folder, item("g", "Gus"), Optional.empty())), (w, o) -> {});
      assertThat(target.find(new Key(Kind.CONTACT, new Uid("g")))).hasSize(1);
    }
  }

  @Test
  void whatSomebodyWroteMeanwhileIsNotOverwritten() throws StoreException {
    Path file = put(book.resolve("a.vcf"), card("UID:a", "FN:Ada"));
    Change.Upsert before = there("a");
    put(file, card("UID:a", "FN:Ada Byron"));
    assertThat(store.update(before, item("a", "Ada King"))).isInstanceOf(Outcome.Stale.class);
    assertThat(store.delete(before.reference(), before.version()))
        .isInstanceOf(Outcome.Stale.class);
    assertThat(text(file)).isEqualTo(card("UID:a", "FN:Ada Byron"));
  }
}
