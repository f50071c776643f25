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
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.connectors.shared.files.FileNames;
import org.oneway.connectors.shared.files.FileState;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;
import org.oneway.engine.testkit.Reading;

final class FileStoreTest {
  @TempDir private Path home;
  private Path file = Path.of("");
  private Opened store = new Opened(file);

  @BeforeEach
  void aFile() {
    file = home.resolve("Friends.vcf");
    store = new Opened(file);
  }

  @Test
  void theFolderIsCalledLikeTheFileOrAsTheSettingsSay() throws StoreException {
    put(file, card("UID:a", "FN:Ada"));
    try (SourceStore source = store.source()) {
      assertThat(source.folders()).containsExactly(Folder.of(new FolderId("Friends"), "Friends"));
    }
    try (SourceStore source = store.with("folder", "import").source()) {
      assertThat(source.folders()).containsExactly(Folder.of(new FolderId("import"), "import"));
    }
  }

  @Test
  void anUnchangedFileIsNotRead() throws StoreException {
    put(file, card("UID:a", "FN:Ada"));
    Reading before = store.read(Known.NOTHING);
    // Other bytes behind the same size, time and inode: only a reader would see them.
    put(file, card("UID:a", "FN:Bob"));
    Reading after = store.read(before.ending().checkpoint(), before.known());
    assertThat(after.changes()).isEmpty();
    assertThat(after.ending())
        .isEqualTo(new Ending(Coverage.INCREMENTAL, before.ending().checkpoint(), 0));
  }

  @Test
  void aFileThatWasYoungIsComparedByItsBytes() throws StoreException {
    put(file, card("UID:a", "FN:Ada"));
    Opened.touch(file, store.justNow());
    Reading before = store.read(Known.NOTHING);
    put(file, card("UID:a", "FN:Bob"));
    Opened.touch(file, store.justNow());
    Checkpoint since = before.ending().checkpoint();
    assertThat(store.read(since, before.known()).names()).containsExactly("Bob");
    put(file, card("UID:a", "FN:Ada"));
    Opened.touch(file, store.justNow());
    store.clock.pass(Duration.ofHours(1));
    Reading after = store.read(since, before.known());
    assertThat(after.ending().coverage()).isEqualTo(Coverage.INCREMENTAL);
    assertThat(after.ending().checkpoint()).isNotEqualTo(since);
  }

  @Test
  void ofAChangedFileOnlyChangedCardsAreTold() throws StoreException {
    put(file, card("UID:a", "FN:Ada") + card("UID:b", "FN:Bob"));
    Reading before = store.read(Known.NOTHING);
    put(file, card("UID:b", "FN:Bob").replace("\n", "\r\n") + card("UID:a", "FN:Ada King"));
    Reading after = store.read(before.ending().checkpoint(), before.known());
    assertThat(after.ending().coverage()).isEqualTo(Coverage.COMPLETE);
    assertThat(after.present()).containsExactly(new Change.Present(new Reference("uid:b")));
    assertThat(after.names()).containsExactly("Ada King");
  }

  @Test
  void cardsWithoutUidAreNamedByTheirContentWhateverTheirOrder() throws StoreException {
    String ada = card("FN:Ada", "TEL:1", "REV:20200101T000000Z");
    String moved = card("REV:20260101T000000Z", "TEL:1", "FN:A\n da", "PRODID:x");
    put(file, ada + card("FN:Bob") + card("FN:Bob"));
    List<Reference> before = references();
    put(file, card("FN:Bob") + card("FN:Bob") + moved);
    assertThat(references()).containsExactlyInAnyOrderElementsOf(before).doesNotHaveDuplicates();
  }

  private List<Reference> references() throws StoreException {
    return store.read(Known.NOTHING).upserts().stream().map(Change.Upsert::reference).toList();
  }

  @Test
  void twoCardsOfOneUidAreBothThere() throws StoreException {
    put(file, card("UID:a", "FN:Ada") + card("UID:a", "FN:Bob"));
    assertThat(references()).containsExactly(new Reference("uid:a"), new Reference("uid#2:a"));
    assertThat(store.delete(new Reference("uid#2:a"), Optional.empty()))
        .isInstanceOf(Outcome.Done.class);
    assertThat(text(file)).isEqualTo(card("UID:a", "FN:Ada"));
  }

  @Test
  void aBrokenCardIsToldWithItsLineAndTheOthersAsTheyAre() throws StoreException {
    put(file, card("UID:a", "FN:Ada") + "BEGIN:VCARD\nUID:b\nFN:Bob\n");
    Reading reading = store.read(Known.NOTHING);
    assertThat(reading.names()).containsExactly("Ada");
    Change.Broken broken = reading.broken().get(0);
    assertThat(broken.finding().words())
        .isEqualTo("Friends.vcf line 6: is cut off: the file ends before END:VCARD");
    assertThat(broken.reference()).contains(new Reference("uid:b"));
    assertThat(broken.title()).isEqualTo("Bob");
    assertThat(reading.ending().unattributed()).isZero();
  }

  @Test
  void aFileThatIsWrittenIntoWhileItIsReadBreaksTheStreamOff() throws Exception {
    put(file, card("UID:a", "FN:Ada") + card("UID:b", "FN:Bob"));
    try (SourceStore source = store.source();
        ChangeStream stream =
            source.changes(source.scopes().get(0), Checkpoint.NONE, Known.NOTHING)) {
      stream.next();
      Files.writeString(file, "x", StandardOpenOption.APPEND);
      assertThatThrownBy(() -> Reading.rest(stream)).isInstanceOf(StoreException.Unavailable.class);
    }
  }

  @Test
  void changesLeaveEveryOtherByteAsItWas() throws StoreException {
    String foreign = "begin:vcard\nversion:2.1\nfn;CHARSET=x:\u0001Z\n oë\nend:vcard\n\n\n";
    String head = "\ufeffsome text\r\n";
    put(file, head + card("UID:a", "FN:Ada") + foreign + card("UID:b", "FN:Bob") + "tail");
    Change.Upsert a = store.read(Known.NOTHING).upsert("a").orElseThrow();
    store.update(a, item("a", "Ada King"));
    store.delete(new Reference("uid:b"), Optional.empty());
    store.create(item("c", "Cyd"));
    String text = text(file);
    assertThat(text).startsWith(head + "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:a\r\n");
    assertThat(text).contains("END:VCARD\r\n" + foreign + "tail\r\nBEGIN:VCARD\r\nVERSION:4.0");
    assertThat(store.read(Known.NOTHING).names()).contains("Ada King", "Cyd").hasSize(3);
  }

  @Test
  void aNewCardIsPutBeforeOneThatIsCutOff() throws StoreException {
    String cut = "BEGIN:VCARD\nUID:b\nNOTE:hal";
    put(file, card("UID:a", "FN:Ada") + cut);
    store.create(item("c", "Cyd"));
    assertThat(text(file)).startsWith(card("UID:a", "FN:Ada")).endsWith("END:VCARD\r\n" + cut);
    assertThat(store.read(Known.NOTHING).broken()).hasSize(1);
  }

  @Test
  void outcomesAreToldWhenTheFileIsInPlace() throws StoreException {
    List<String> told = new ArrayList<>();
    try (TargetStore target = store.target()) {
      FolderId folder = target.folders().get(0).id();
      for (String uid : List.of("a", "b")) {
        Write write = new Write.Create(1, folder, item(uid, uid), Optional.empty());
        target.apply(List.of(write), (w, o) -> told.add("early"));
      }
      assertThat(Files.exists(file)).isFalse();
      target.settle((w, o) -> told.add(Files.exists(file) ? "in place" : "too early"));
    }
    assertThat(told).containsExactly("in place", "in place");
  }

  @Test
  void whatIsThereAlreadyIsNotWrittenAgain() throws Exception {
    store.create(item("a", "Ada"));
    FileState before = FileState.of(file);
    assertThat(store.create(item("a", "Ada"))).isInstanceOf(Outcome.Done.class);
    assertThat(store.create(item("a", "Else"))).isInstanceOf(Outcome.Stale.class);
    assertThat(FileState.of(file)).isEqualTo(before);
  }

  @Test
  void aFileOfSomethingElseIsNotWrittenInto() throws StoreException {
    put(file, "Dear diary,\nnothing happened.\n");
    assertThat(store.create(item("a", "Ada"))).isInstanceOf(Outcome.Refused.class);
    assertThat(text(file)).isEqualTo("Dear diary,\nnothing happened.\n");
  }

  @Test
  void aFileInUtf16IsReadAndNeverWritten() throws Exception {
    byte[] before = card("UID:a", "FN:Zoë").getBytes(StandardCharsets.UTF_16);
    Files.write(file, before);
    Change.Upsert a = store.read(Known.NOTHING).upsert("a").orElseThrow();
    assertThat(a.item().json().at("/name/full").asText()).isEqualTo("Zoë");
    assertThat(store.update(a, item("a", "Ada"))).isInstanceOf(Outcome.Refused.class);
    assertThat(store.create(item("b", "Bob"))).isInstanceOf(Outcome.Refused.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void aLinkToTheFileStaysALink() throws Exception {
    Path real = put(home.resolve("real/cards.vcf"), card("UID:a", "FN:Ada"));
    Files.createSymbolicLink(file, real);
    store.create(item("b", "Bob"));
    assertThat(Files.isSymbolicLink(file)).isTrue();
    assertThat(text(real)).contains("Bob");
  }

  @Test
  void nothingButTheFileIsLeftBehind() throws Exception {
    put(home.resolve(".oneway-" + FileNames.of("Friends.vcf", ".vcf") + "-0.tmp"), "half");
    put(home.resolve(".oneway-other-0.tmp"), "of another store");
    store.create(item("a", "Ada"));
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("Friends.vcf", ".oneway-other-0.tmp");
    }
  }

  @Test
  void afterOurOwnWritesNothingIsReadAgain() throws StoreException, IOException {
    put(file, card("UID:x", "FN:Xenia"));
    Reading before = store.read(Known.NOTHING);
    List<Checkpoint> after = new ArrayList<>();
    try (TargetStore target = store.target()) {
      FolderId folder = target.folders().get(0).id();
      target.apply(
          List.of(new Write.Create(1, folder, item("a", "Ada"), Optional.empty())), (w, o) -> {});
      target.settle((w, o) -> {});
      target.after(target.scopes().get(0), before.ending().checkpoint()).ifPresent(after::add);
    }
    assertThat(after).hasSize(1);
    assertThat(store.read(after.get(0), Known.NOTHING).ending().coverage())
        .isEqualTo(Coverage.INCREMENTAL);
  }

  @Test
  void manyCardsAreWrittenWithoutWaitingForAllOfThem() throws StoreException {
    int[] told = {0, 0};
    try (TargetStore target = store.target()) {
      FolderId folder = target.folders().get(0).id();
      List<Write> batch = new ArrayList<>();
      for (int i = 0; i < 11_000; i++) {
        batch.add(new Write.Create(i, folder, item("u" + i, "N " + i), Optional.empty()));
        if (batch.size() == 200) {
          target.apply(batch, (w, o) -> told[0]++);
          batch.clear();
        }
      }
      target.settle((w, o) -> told[1]++);
    }
    assertThat(told).containsExactly(10_000, 1_000);
    assertThat(store.read(Known.NOTHING).upserts()).hasSize(11_000);
  }
}
