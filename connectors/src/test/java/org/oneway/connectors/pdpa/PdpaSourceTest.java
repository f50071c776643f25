// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.ArchiveMetadata;
import org.oneway.engine.pdpa.ArchiveMetadata.Extent;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.ArchiveWriter;
import org.oneway.engine.pdpa.Chain;
import org.oneway.engine.pdpa.DataType;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.Reading;

final class PdpaSourceTest {
  private static final Folder FOLDER = Folder.of(new FolderId("p"), "Personal");
  private static final Scope PERSONAL = Scope.of(new FolderId("contacts/Personal"));
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path directory;

  private void write(
      String name, int sequence, Extent extent, List<String> cards, String... removed)
      throws IOException {
    ArchiveMetadata metadata =
        ArchiveMetadata.of(
            name,
            name,
            START.plusSeconds(sequence),
            "test",
            extent,
            List.of(DataType.CONTACTS),
            new Chain("chain", sequence, Optional.empty()));
    try (ArchiveWriter writer =
        ArchiveWriter.create(directory.resolve(name), metadata, new DurableFiles())) {
      writer.folder(FOLDER);
      for (String card : cards) {
        writer.add(FOLDER.id(), Card.of(card, "Name of " + card).item());
      }
      for (String uid : removed) {
        writer.removed(FOLDER.id(), new Uid(uid));
      }
      writer.finish();
    }
  }

  private SourceStore open(String name, String older) throws StoreException {
    // Long after the files were made, so that none of them is young.
    InstantSource later = () -> Instant.parse("2200-01-01T00:00:00Z");
    return new PdpaConnector()
        .openSource(
            new StoreSettings("store", directory, Map.of("path", name, "older", older), later));
  }

  private Reading read(String name, Checkpoint since) throws StoreException {
    try (SourceStore store = open(name, "false")) {
      return Reading.of(store.changes(PERSONAL, since, Known.NOTHING));
    }
  }

  @Test
  void fullArchiveIsComplete() throws Exception {
    write("one", 1, Extent.FULL, List.of("a", "b"));
    Reading reading = read("one", Checkpoint.NONE);
    assertThat(reading.ending().coverage()).isEqualTo(Coverage.COMPLETE);
    assertThat(reading.upserts())
        .extracting(Change.Upsert::reference)
        .containsExactlyInAnyOrder(
            new Reference("contacts/Personal#a"), new Reference("contacts/Personal#b"));
    try (SourceStore store = open("one", "false")) {
      assertThat(store.identity()).contains("chain");
    }
  }

  @Test
  void partialArchiveSaysOnlyWhatChanged() throws Exception {
    write("two", 2, Extent.PARTIAL, List.of("a"), "gone", "a");
    Reading reading = read("two", Checkpoint.NONE);
    assertThat(reading.ending().coverage()).isEqualTo(Coverage.INCREMENTAL);
    assertThat(reading.names()).containsExactly("Name of a");
    assertThat(reading.removals())
        .containsExactly(new Change.Removal(new Reference("contacts/Personal#gone")));
  }

  @Test
  void fullArchiveOfOtherKindsDeletesNoContacts() throws Exception {
    write("one", 1, Extent.FULL, List.of("a"));
    Path file = directory.resolve("one/archive.json");
    Files.writeString(file, Files.readString(file).replace("CONTACTS", "MAIL"));
    Files.delete(file.resolveSibling(ArchiveReader.CHECKSUMS));
    assertThat(read("one", Checkpoint.NONE).ending().coverage()).isEqualTo(Coverage.INCREMENTAL);
  }

  @Test
  @DisplayName(
      "P13 partial archives 1, 2, 2, 1, 4: read, read, nothing new, refused, read with a note")
  void orderOfArchives() throws Exception {
    write("one", 1, Extent.PARTIAL, List.of("a"));
    write("two", 2, Extent.PARTIAL, List.of("b"));
    write("four", 4, Extent.PARTIAL, List.of("c", "d"));
    Reading one = read("one", Checkpoint.NONE);
    Reading two = read("two", one.ending().checkpoint());
    assertThat(two.names()).containsExactly("Name of b");
    assertThat(two.upserts().get(0).findings()).isEmpty();
    Checkpoint behindTwo = two.ending().checkpoint();

    Reading again = read("two", behindTwo);
    assertThat(again.changes()).isEmpty();
    assertThat(again.ending().coverage()).isEqualTo(Coverage.INCREMENTAL);
    assertThat(again.ending().checkpoint()).isEqualTo(behindTwo);

    assertThatThrownBy(() -> read("one", behindTwo))
        .isInstanceOfSatisfying(
            StoreException.InputRefused.class,
            refused -> assertThat(refused.remedy()).contains("--older"));

    Reading four = read("four", behindTwo);
    assertThat(four.names()).hasSize(2);
    assertThat(four.upserts().get(0).findings())
        .extracting(Finding::level)
        .containsExactly(Finding.Level.NOTE);
    assertThat(four.upserts().get(1).findings()).isEmpty();
  }

  @Test
  @DisplayName("P13 a first archive that is a part, or follows another, is read with a note")
  void partWithoutWhatWasBefore() throws Exception {
    write("two", 2, Extent.PARTIAL, List.of("b"));
    assertThat(read("two", Checkpoint.NONE).upserts().get(0).findings())
        .extracting(Finding::level)
        .containsExactly(Finding.Level.NOTE);
  }

  @Test
  void fileThatIsNotAsItWasWrittenRefusesTheFolder() throws Exception {
    write("one", 1, Extent.FULL, List.of("a"));
    Path book = directory.resolve("one/contacts/Personal");
    try (Stream<Path> files = Files.list(book)) {
      Path card = files.filter(file -> file.toString().contains("a-")).findFirst().orElseThrow();
      Files.writeString(card, Files.readString(card).replace("Name of a", "Name of b"));
      assertThatThrownBy(() -> read("one", Checkpoint.NONE))
          .isInstanceOf(StoreException.InputRefused.class)
          .hasMessageContaining(String.valueOf(card.getFileName()))
          .hasMessageContaining("SHA-256");
      Files.delete(card);
      assertThatThrownBy(() -> read("one", Checkpoint.NONE))
          .isInstanceOf(StoreException.InputRefused.class)
          .hasMessageContaining(card.getFileName() + ": is missing");
    }
  }

  @Test
  void olderArchiveIsReadWhereThatIsAllowed() throws Exception {
    write("one", 1, Extent.FULL, List.of("a"));
    write("two", 2, Extent.FULL, List.of("b"));
    Checkpoint behindTwo = read("two", Checkpoint.NONE).ending().checkpoint();
    try (SourceStore store = open("one", "true")) {
      assertThat(Reading.of(store.changes(PERSONAL, behindTwo, Known.NOTHING)).names())
          .containsExactly("Name of a");
    }
  }

  @Test
  void archivesWithoutChainAreOrderedByTheirTime() throws Exception {
    for (String name : List.of("one", "two")) {
      write(name, name.equals("one") ? 1 : 2, Extent.FULL, List.of("a"));
      Path file = directory.resolve(name + "/archive.json");
      Files.writeString(file, Files.readString(file).replace("oneway.dev:chain", "example.com:x"));
      Files.delete(file.resolveSibling(ArchiveReader.CHECKSUMS));
    }
    Checkpoint behindTwo = read("two", Checkpoint.NONE).ending().checkpoint();
    assertThatThrownBy(() -> read("one", behindTwo))
        .isInstanceOf(StoreException.InputRefused.class);
    assertThat(read("two", read("one", Checkpoint.NONE).ending().checkpoint()).names()).hasSize(1);
  }

  @Test
  void fullArchiveAfterGapSaysNothingOfIt() throws Exception {
    write("one", 1, Extent.FULL, List.of("a"));
    write("three", 3, Extent.FULL, List.of("a"));
    Reading three = read("three", read("one", Checkpoint.NONE).ending().checkpoint());
    assertThat(three.upserts().get(0).findings()).isEmpty();
  }

  @Test
  void copyOfTheSameArchiveElsewhereHasNothingNew() throws Exception {
    write("one", 1, Extent.FULL, List.of("a", "b"));
    Reading one = read("one", Checkpoint.NONE);
    for (Path file : List.of(directory.resolve("one/contacts/Personal"))) {
      try (var cards = Files.list(file)) {
        for (Path card : cards.toList()) {
          Files.setLastModifiedTime(card, FileTime.from(START));
        }
      }
    }
    try (SourceStore store = open("one", "false")) {
      Reading again = Reading.of(store.changes(PERSONAL, one.ending().checkpoint(), one.known()));
      assertThat(again.present()).hasSize(2);
      assertThat(again.upserts()).isEmpty();
      assertThat(again.ending().coverage()).isEqualTo(Coverage.COMPLETE);
    }
  }

  @Test
  void whatPartialArchiveDoesNotHoldIsNotGone() throws Exception {
    write("two", 2, Extent.PARTIAL, List.of("a"), "gone");
    Reference absent = new Reference("contacts/Personal#absent");
    Reference gone = new Reference("contacts/Personal#gone");
    try (SourceStore store = open("two", "false")) {
      Reading fetched = Reading.of(store.fetch(PERSONAL, List.of(absent, gone)));
      assertThat(fetched.removals()).containsExactly(new Change.Removal(gone));
      assertThat(fetched.broken())
          .extracting(Change.Broken::key)
          .containsExactly(Optional.of(new Key(Kind.CONTACT, new Uid("absent"))));
    }
  }

  @Test
  void twoCardsWithOneUidAreBothToldAndFetched() throws Exception {
    write("one", 1, Extent.FULL, List.of("a", "a"));
    Reading reading = read("one", Checkpoint.NONE);
    assertThat(reading.upserts()).hasSize(2);
    assertThat(reading.upserts()).extracting(Change.Upsert::reference).doesNotHaveDuplicates();
    List<Reference> references = reading.upserts().stream().map(Change.Upsert::reference).toList();
    try (SourceStore store = open("one", "false")) {
      assertThat(Reading.of(store.fetch(PERSONAL, references)).upserts())
          .containsExactlyInAnyOrderElementsOf(reading.upserts());
      assertThat(Reading.of(store.changes(PERSONAL, Checkpoint.NONE, reading.known())).present())
          .hasSize(2);
    }
  }

  @Test
  @DisplayName(
      "S01 S03 items whose files are named or made to lead outside are broken, the others read")
  void hostileItems() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret.json"), "{\"@type\":\"Card\"}");
    OtherProgram program = OtherProgram.beginning(directory.resolve("hostile"), false);
    program.folder("Personal");
    program.put("Personal", "good", "Good");
    Path folder = directory.resolve("hostile/contacts/Personal");
    Files.createSymbolicLink(folder.resolve("link.json"), secret);
    Files.createDirectory(folder.resolve("directory.json"));
    var listing = OtherProgram.object(folder.resolve("folder.json"));
    int number = 0;
    for (String name :
        List.of(
            "../../../secret.json",
            secret.toString(),
            "..\\..\\..\\secret.json",
            "link.json",
            "directory.json",
            "missing.json",
            "")) {
      listing
          .withArrayProperty("items")
          .addObject()
          .put("uid", "h" + number++)
          .put("filename", name);
    }
    listing.withArrayProperty("items").add("no object");
    program.write("contacts/Personal/folder.json", listing);
    Reading reading = read("hostile", Checkpoint.NONE);
    assertThat(reading.names()).containsExactly("Good");
    assertThat(reading.broken()).hasSize(8);
    assertThat(reading.broken())
        .allSatisfy(broken -> assertThat(broken.finding().reason()).isNotBlank());
    assertThat(reading.ending().unattributed()).isEqualTo(1);
  }

  @Test
  void brokenCardIsToldWithFileLineAndColumn() throws Exception {
    OtherProgram program = OtherProgram.beginning(directory.resolve("one"), true);
    program.folder("Personal");
    program.put("Personal", "a", "Ada");
    program.corrupt("Personal", "a");
    Change.Broken broken = read("one", Checkpoint.NONE).broken().get(0);
    assertThat(broken.finding().place()).startsWith("contacts/Personal/card1.json line 3 column");
    assertThat(broken.finding().reason()).contains("not JSON");
    assertThat(broken.reference()).contains(new Reference("contacts/Personal#a"));
  }

  @Test
  void uidOfTheCardCountsInArchivesOfOthers() throws Exception {
    OtherProgram program = OtherProgram.beginning(directory.resolve("one"), false);
    program.writeText(
        "contacts/Personal/folder.json", "{\"name\":\"Personal\",\"uids\":{1:\"x\"}}");
    program.writeText("contacts/Personal/x", Card.of("real", "Ada").json().toString());
    Change.Upsert upsert = read("one", Checkpoint.NONE).upserts().get(0);
    assertThat(upsert.reference()).isEqualTo(new Reference("contacts/Personal#real"));
    assertThat(upsert.item().uid()).contains(new Uid("real"));
  }

  @Test
  void cardWithoutAnyUidIsKnownByWhatItHolds() throws Exception {
    OtherProgram program = OtherProgram.beginning(directory.resolve("one"), false);
    String card = Card.withoutUid("Ada").json().toString();
    program.writeText("contacts/Personal/x.json", card);
    program.writeText("contacts/Personal/y.json", card);
    program.writeText("contacts/Personal/z.json", Card.withoutUid("Grace").json().toString());
    Reading reading = read("one", Checkpoint.NONE);
    assertThat(reading.upserts()).hasSize(3);
    assertThat(reading.upserts()).allSatisfy(u -> assertThat(u.item().uid()).isEmpty());
    Files.move(
        directory.resolve("one/contacts/Personal/x.json"),
        directory.resolve("one/contacts/Personal/zz.json"));
    assertThat(read("one", Checkpoint.NONE).upserts())
        .extracting(Change.Upsert::reference)
        .containsExactlyInAnyOrderElementsOf(
            reading.upserts().stream().map(Change.Upsert::reference).toList());
  }

  @Test
  void whatIsNoArchiveIsRefused() throws Exception {
    assertThatThrownBy(() -> open("none", "false"))
        .isInstanceOf(StoreException.InputRefused.class)
        .hasMessageContaining("none");
    Files.createDirectory(directory.resolve("empty"));
    assertThatThrownBy(() -> open("empty", "false"))
        .isInstanceOf(StoreException.InputRefused.class)
        .hasMessageContaining("archive.json");
    Files.writeString(directory.resolve("file.pdpa"), "PK");
    assertThatThrownBy(() -> open("file.pdpa", "false"))
        .isInstanceOf(StoreException.InputRefused.class);
    write("one", 1, Extent.FULL, List.of());
    new ObjectMapper().writeValue(directory.resolve("one/archive.json").toFile(), List.of());
    assertThatThrownBy(() -> open("one", "false")).isInstanceOf(StoreException.InputRefused.class);
  }
}
