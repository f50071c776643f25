// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.Chain;
import org.oneway.engine.pdpa.FileNames;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Traffic;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.ManualClock;
import org.oneway.engine.testkit.Reading;
import org.oneway.engine.testkit.Writer;

final class PdpaTargetTest {
  private static final FolderId PERSONAL = new FolderId("contacts/Personal");

  @TempDir private Path parent;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));

  private StoreSettings settings() {
    return new StoreSettings("phone", parent, Map.of("path", "deep/archive"), clock);
  }

  private TargetStore open() throws StoreException {
    return new PdpaConnector().openTarget(settings());
  }

  private Path archive() {
    return parent.resolve("deep/archive");
  }

  private static Folder folder(String name) {
    return Folder.of(new FolderId("x"), name);
  }

  @Test
  @DisplayName("R05 a person would count the same: each file and directory put in place is a write")
  void whatIsAskedOfTheFileSystemIsCounted() throws Exception {
    create("a", "b");
    Traffic.Count quiet;
    try (TargetStore store = open()) {
      Reading.of(store.changes(store.scopes().get(0), Checkpoint.NONE, Known.NOTHING));
      store.settle((write, outcome) -> {});
      quiet = store.traffic().orElseThrow();
    }
    // Listed: the archive, its contacts, the folder, and the folder again to clear it. Opened:
    // archive.json, folder.json and address-book.json, folder.json for its items, and two cards.
    assertThat(quiet.reads()).isEqualTo(4 + 4 + 2);
    assertThat(quiet.items()).isEqualTo(2);
    assertThat(quiet.writes()).isZero();
    assertThat(quiet.bytesWritten()).isZero();
    try (TargetStore store = open()) {
      Writer writer = new Writer(store);
      writer.done(writer.create(PERSONAL, Card.of("c", "Name of c").item()));
      // The card, folder.json that names it, and index.json and archive.json that say it is newer.
      assertThat(store.traffic().orElseThrow().writes()).isEqualTo(4);
    }
  }

  private void create(String... uids) throws StoreException {
    try (TargetStore store = open()) {
      store.ensureFolder(folder("Personal"));
      Writer writer = new Writer(store);
      for (String uid : uids) {
        writer.done(writer.create(PERSONAL, Card.of(uid, "Name of " + uid).item()));
      }
    }
  }

  private Reading read(FolderId folder) throws StoreException {
    try (TargetStore store = open()) {
      return Reading.of(store.changes(Scope.of(folder), Checkpoint.NONE, Known.NOTHING));
    }
  }

  @Test
  void archiveIsMadeByTheFirstWriteOnly() throws Exception {
    try (TargetStore store = open()) {
      assertThat(store.folders()).isEmpty();
      assertThat(store.identity()).isEmpty();
      store.settle((write, outcome) -> {});
      assertThat(archive()).doesNotExist();
      store.ensureFolder(folder("Personal"));
      assertThat(archive().resolve("archive.json")).exists();
      assertThat(store.identity()).isPresent();
    }
    try (Stream<Path> around = Files.list(parent.resolve("deep"))) {
      assertThat(around).containsExactly(archive());
    }
  }

  @Test
  void whatIsWrittenIsAnArchiveForReaders() throws Exception {
    create("a", "b");
    try (SourceStore source = new PdpaConnector().openSource(settings());
        TargetStore target = open()) {
      assertThat(source.identity()).isEqualTo(target.identity());
      assertThat(source.folders()).isEqualTo(target.folders());
      assertThat(
              Reading.of(source.changes(Scope.of(PERSONAL), Checkpoint.NONE, Known.NOTHING))
                  .upserts())
          .isEqualTo(read(PERSONAL).upserts());
    }
  }

  @Test
  void foldersKeepNamesAndProperties() throws Exception {
    Folder wanted =
        new Folder(
            new FolderId("x"),
            "Work: a/CON/Family.",
            Optional.of("inbox"),
            Optional.of("#fff"),
            OptionalLong.of(3),
            Optional.of("All of us"));
    try (TargetStore store = open()) {
      store.ensureFolder(wanted);
      store.ensureFolder(folder("work: A"));
      assertThat(store.ensureFolder(folder("Work: a/CON/Family.")).color()).contains("#fff");
    }
    try (TargetStore store = open()) {
      assertThat(store.folders())
          .extracting(Folder::name)
          .containsExactlyInAnyOrder("Work: a", "Work: a/CON", "Work: a/CON/Family.", "work: A");
      Folder read =
          store.folders().stream().filter(f -> f.name().endsWith(".")).findFirst().orElseThrow();
      assertThat(read)
          .isEqualTo(
              new Folder(
                  new FolderId("contacts/Work: a/CON/Family."),
                  wanted.name(),
                  wanted.role(),
                  wanted.color(),
                  wanted.order(),
                  wanted.description()));
    }
  }

  @Test
  void eachRunThatWritesIsTheNextOfTheChain() throws Exception {
    create("a");
    Chain first = chain();
    clock.pass(Duration.ofHours(1));
    create("b");
    Chain second = chain();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
    create("b");
    assertThat(chain()).isEqualTo(second);
  }

  private Chain chain() throws IOException {
    return ArchiveReader.open(archive()).metadata().chain().orElseThrow();
  }

  @Test
  void archiveOfAnotherProgramIsNeverWritten() throws Exception {
    OtherProgram.beginning(archive(), false).folder("Personal");
    Object before = OtherProgram.texts(parent);
    assertThatThrownBy(this::open).isInstanceOf(StoreException.InputRefused.class);
    assertThat(OtherProgram.texts(parent)).isEqualTo(before);
  }

  @Test
  void directoryOfSomethingElseIsNeverWritten() throws Exception {
    OtherProgram.in(archive()).writeText("letter.txt", "Dear");
    assertThatThrownBy(this::open).isInstanceOf(StoreException.InputRefused.class);
    assertThat(OtherProgram.texts(archive())).isEqualTo(Map.of("letter.txt", "Dear"));
  }

  @Test
  void editByHandIsSeenAndNotOverwritten() throws Exception {
    create("a");
    Change.Upsert before = read(PERSONAL).upsert("a").orElseThrow();
    Path file = OtherProgram.in(archive()).file("Personal", "a");
    var time = Files.getLastModifiedTime(file);
    Files.writeString(file, Files.readString(file).replace("Name of a", "Hand of a"));
    Files.setLastModifiedTime(file, time);
    assertThat(read(PERSONAL).names()).containsExactly("Hand of a");
    try (TargetStore store = open()) {
      Writer writer = new Writer(store);
      assertThat(
              writer.now(
                  writer.update(
                      before.reference(), before.version(), PERSONAL, Card.of("a", "Ours").item())))
          .isInstanceOf(Outcome.Stale.class);
      assertThat(writer.now(writer.delete(before.reference(), before.version(), PERSONAL)))
          .isInstanceOf(Outcome.Stale.class);
    }
    assertThat(read(PERSONAL).names()).containsExactly("Hand of a");
  }

  @Test
  void fileRemovedByHandIsGone() throws Exception {
    create("a", "b");
    Files.delete(OtherProgram.in(archive()).file("Personal", "a"));
    Reading reading = read(PERSONAL);
    assertThat(reading.names()).containsExactly("Name of b");
    assertThat(reading.broken()).isEmpty();
  }

  @Test
  void folderRemovedWhileItIsReadIsNotAnEmptyOne() throws Exception {
    create("a");
    try (TargetStore store = open();
        var stream = store.changes(Scope.of(PERSONAL), Checkpoint.NONE, Known.NOTHING)) {
      Files.move(archive(), parent.resolve("elsewhere"));
      assertThatThrownBy(stream::next).isInstanceOf(StoreException.class);
    }
  }

  @Test
  void cardUnderAnotherUidThanListedIsBroken() throws Exception {
    create("a");
    Path file = OtherProgram.in(archive()).file("Personal", "a");
    Files.writeString(file, Files.readString(file).replace("\"uid\": \"a\"", "\"uid\": \"z\""));
    assertThat(read(PERSONAL).broken())
        .extracting(Change.Broken::reference)
        .containsExactly(Optional.of(new Reference("contacts/Personal#a")));
  }

  @Test
  void itemsOfOneUidMayBeInSeveralFolders() throws Exception {
    create("a");
    try (TargetStore store = open()) {
      FolderId work = store.ensureFolder(folder("Work")).id();
      Writer writer = new Writer(store);
      writer.done(writer.create(work, Card.of("a", "At work").item()));
      assertThat(
              writer.now(
                  writer.move(
                      new Reference("contacts/Personal#a"), Optional.empty(), PERSONAL, work)))
          .isInstanceOf(Outcome.Stale.class);
    }
    assertThat(read(PERSONAL).names()).containsExactly("Name of a");
    assertThat(read(new FolderId("contacts/Work")).names()).containsExactly("At work");
  }

  @Test
  void itemIsRemovedAndMadeAgainInOneSession() throws Exception {
    create("a");
    try (TargetStore store = open()) {
      Writer writer = new Writer(store);
      assertThat(
              writer.now(
                  List.of(
                      writer.delete(
                          new Reference("contacts/Personal#a"), Optional.empty(), PERSONAL),
                      writer.create(PERSONAL, Card.of("a", "New").item()))))
          .hasOnlyElementsOfType(Outcome.Done.class);
    }
    assertThat(read(PERSONAL).names()).containsExactly("New");
  }

  @Test
  void whatCannotBeWrittenIsRefusedAloneOutOfABatch() throws Exception {
    create();
    Card half = Card.of("half", "\uD800");
    try (TargetStore store = open()) {
      Writer writer = new Writer(store);
      assertThat(
              writer.now(
                  List.of(
                      writer.create(PERSONAL, half.item()),
                      writer.create(PERSONAL, Card.withoutUid("No uid").item()),
                      writer.create(PERSONAL, Card.of("a", "Ada").item()))))
          .hasExactlyElementsOfTypes(
              Outcome.Refused.class, Outcome.Refused.class, Outcome.Done.class);
    }
    assertThat(read(PERSONAL).names()).containsExactly("Ada");
  }

  @Test
  @DisplayName("R03 what an interrupted run left is cleared away, and nothing else")
  void leftOvers() throws Exception {
    create("a");
    OtherProgram program = OtherProgram.in(archive());
    String unnamed = "contacts/Personal/" + FileNames.ofItem(new Uid("b"));
    program.writeText(unnamed, Card.of("b", "Never acknowledged").json().toString());
    program.writeText("contacts/Personal/.oneway-x.json.tmp", "{");
    program.writeText("contacts/Personal/note.json", "{}");
    program.writeText("contacts/Personal/" + FileNames.ofItem(new Uid("c")), "not what we write");
    create("d");
    try (Stream<Path> files = Files.list(archive().resolve("contacts/Personal"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "folder.json",
              "address-book.json",
              "note.json",
              FileNames.ofItem(new Uid("a")),
              FileNames.ofItem(new Uid("c")),
              FileNames.ofItem(new Uid("d")));
    }
    assertThat(read(PERSONAL).names()).containsExactly("Name of a", "Name of d");
  }

  @Test
  void unknownMembersOfFolderAndArchiveStay() throws Exception {
    create("a");
    OtherProgram program = OtherProgram.in(archive());
    for (String path : List.of("archive.json", "contacts/Personal/folder.json")) {
      program.write(
          path, OtherProgram.object(archive().resolve(path)).put("example.com:x", "mine"));
    }
    create("b");
    for (String path : List.of("archive.json", "index.json", "contacts/Personal/folder.json")) {
      assertThat(OtherProgram.object(archive().resolve(path)).path("example.com:x").asText())
          .as(path)
          .isEqualTo("mine");
    }
  }
}
