// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.connectors.testkit.Events;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Uid;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.testkit.Card;
import org.oneway.engine.testkit.Reading;
import org.oneway.engine.testkit.StoreContract;
import org.oneway.engine.testkit.Writer;

/** Calendars, task lists and notes in archives. */
final class PdpaCalendarsTest {
  private static final FolderId WORK = new FolderId("contacts/Work");
  private static final Set<Kind> ALL = Set.of(Kind.EVENT, Kind.TASK, Kind.NOTE);
  private static final String FIRST = "2026-11-23T10:00:00";
  private static final String SECOND = "2026-11-24T10:00:00";
  private static final String THIRD = "2026-11-25T10:00:00";

  @TempDir private Path parent;

  private StoreSettings settings() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    return new StoreSettings("store", parent, Map.of("path", "archive"), () -> now);
  }

  private TargetStore target() throws StoreException {
    return new PdpaConnector().openTarget(settings());
  }

  private void create(Item... items) throws StoreException {
    try (TargetStore store = target()) {
      FolderId folder = store.ensureFolder(Folder.of(new FolderId("x"), "Work"), ALL).id();
      Writer writer = new Writer(store);
      for (Item item : items) {
        writer.done(writer.create(folder, item));
      }
    }
  }

  private Reading read() throws StoreException {
    try (SourceStore store = new PdpaConnector().openSource(settings())) {
      return Reading.of(
          store.changes(StoreContract.scopeOf(store, "Work"), Checkpoint.NONE, Known.NOTHING));
    }
  }

  private Set<String> files() {
    return OtherProgram.texts(parent.resolve("archive")).keySet().stream()
        .map(file -> file.replaceAll("[0-9a-f]{32}", "HASH"))
        .collect(Collectors.toSet());
  }

  @Test
  void aFolderOfEventsTasksAndNotesHasADirectoryForEachAndIsOne() throws Exception {
    create(
        Events.full(Kind.EVENT, "same", "Tea"),
        Events.full(Kind.TASK, "same", "Buy tea"),
        Events.full(Kind.NOTE, "same", "On tea"));

    assertThat(files())
        .contains(
            "calendars/Work/same-HASH.json",
            "calendars/Work/calendar.json",
            "calendars/Work/folder.json",
            "tasks/Work/same-HASH.json",
            "tasks/Work/calendar.json",
            "notes/Work/same-HASH.json")
        .noneMatch(file -> file.startsWith("contacts/"));
    assertThat(read().names()).containsExactly("Buy tea", "On tea", "Tea");
    try (SourceStore store = new PdpaConnector().openSource(settings())) {
      assertThat(store.folders()).hasSize(1);
      assertThat(store.kindsIn(store.folders().get(0))).isEqualTo(ALL);
    }
    try (TargetStore store = target()) {
      assertThat(store.find(new Key(Kind.TASK, new Uid("same")))).hasSize(1);
      assertThat(store.find(new Key(Kind.CONTACT, new Uid("same")))).isEmpty();
    }
  }

  @Test
  void whatIsWrittenNamesItsCalendarAndIsNoGroup() throws Exception {
    create(Events.full(Kind.EVENT, "e", "Tea"), Events.full(Kind.TASK, "t", "Buy tea"));
    OtherProgram program = OtherProgram.in(parent.resolve("archive"));
    var calendar = OtherProgram.object(parent.resolve("archive/calendars/Work/calendar.json"));
    assertThat(calendar.path("@type").asText()).isEqualTo("Calendar");
    assertThat(calendar.path("name").asText()).isEqualTo("Work");
    assertThat(calendar.has("updated")).isTrue();
    var event = OtherProgram.object(program.file(Kind.EVENT, "Work", "e"));
    assertThat(event.path("@type").asText()).isEqualTo("Event");
    assertThat(event.has("updated")).isTrue();
    assertThat(event.path("calendarIds").path(calendar.path("uid").asText()).asBoolean()).isTrue();
    var task = OtherProgram.object(program.file(Kind.TASK, "Work", "t"));
    assertThat(task.path("@type").asText()).isEqualTo("Task");
    assertThat(task.path("calendarIds")).isEqualTo(event.path("calendarIds"));
    assertThat(OtherProgram.object(parent.resolve("archive/archive.json")).at("/dataset/datatypes"))
        .extracting(node -> node.asText())
        .containsExactly("CALENDARS", "TASKS");
  }

  @Test
  void instancesWithoutMasterAreFilesBesideEachOtherAndOneItem() throws Exception {
    Item instances = Events.instances("e", FIRST, "One", SECOND, "Two", THIRD, "Three");
    create(instances);

    assertThat(files().stream().filter(file -> file.startsWith("calendars/Work/e-"))).hasSize(1);
    assertThat(eventFiles()).isEqualTo(3);
    Change.Upsert read = read().upserts().get(0);
    assertThat(read().upserts()).hasSize(1);
    assertThat(read.item().json().path("oneway.dev:instances")).hasSize(2);
    assertThat(read.item().json().at("/oneway.dev:instances/" + THIRD + "/title").asText())
        .isEqualTo("Three");
    try (TargetStore store = target()) {
      Writer writer = new Writer(store);
      Item fewer = Events.instances("e", FIRST, "One", THIRD, "Changed");
      writer.done(writer.update(read.reference(), read.version(), WORK, fewer));
    }
    assertThat(eventFiles()).isEqualTo(2);
    Change.Upsert now = read().upserts().get(0);
    assertThat(now.item().json().at("/oneway.dev:instances/" + THIRD + "/title").asText())
        .isEqualTo("Changed");
    try (TargetStore store = target()) {
      Writer writer = new Writer(store);
      Item stale = Events.of(Kind.EVENT, "e", "Stale");
      assertThat(writer.now(writer.update(read.reference(), read.version(), WORK, stale)))
          .isInstanceOf(Outcome.Stale.class);
      Item master = Events.of(Kind.EVENT, "e", "Master");
      writer.done(writer.update(now.reference(), now.version(), WORK, master));
    }
    assertThat(eventFiles()).isEqualTo(1);
    assertThat(read().names()).containsExactly("Master");
    try (TargetStore store = target()) {
      Writer writer = new Writer(store);
      writer.done(writer.delete(now.reference(), Optional.empty(), WORK));
    }
    assertThat(eventFiles()).isZero();
  }

  private long eventFiles() {
    return OtherProgram.texts(parent.resolve("archive")).keySet().stream()
        .filter(file -> file.startsWith("calendars/Work/e-"))
        .count();
  }

  @Test
  @DisplayName("R01 an update of several files, halted before any step: all old, or all new")
  void severalFilesAreReplacedTogether() throws Exception {
    boolean halted = true;
    for (int step = 1; halted; step++) {
      Path place = parent;
      parent = Files.createDirectory(place.resolve("step" + step));
      create(Events.instances("e", FIRST, "Old 1", SECOND, "Old 2"));
      halted = updateHaltedBefore(step);
      Item between = read().upserts().get(0).item();
      assertThat(read().upserts()).hasSize(1);
      assertThat(titles(between))
          .as("halted before step " + step)
          .isIn(List.of("Old 1", "Old 2"), List.of("New 1", "New 2", "New 3"));
      updateHaltedBefore(Integer.MAX_VALUE);
      assertThat(titles(read().upserts().get(0).item())).containsExactly("New 1", "New 2", "New 3");
      assertThat(eventFiles()).isEqualTo(3);
      parent = place;
    }
  }

  private static List<String> titles(Item item) {
    return item.json().findValuesAsText("title").stream().sorted().toList();
  }

  private boolean updateHaltedBefore(int step) {
    PdpaConnector connector = new PdpaConnector(new DurableFiles(CutOffRun.pulledBefore(step)));
    Item now = Events.instances("e", FIRST, "New 1", SECOND, "New 2", THIRD, "New 3");
    try (TargetStore store = connector.openTarget(settings())) {
      Writer writer = new Writer(store);
      writer.now(writer.update(References.of(Kind.EVENT, WORK, "e"), Optional.empty(), WORK, now));
      return false;
    } catch (StoreException e) {
      return true;
    }
  }

  @Test
  void theEntriesOfAGroupAreItems() throws Exception {
    OtherProgram program = OtherProgram.beginning(parent.resolve("archive"), false);
    program.writeText(
        "calendars/x/cal.json",
        "{\"@type\":\"Calendar\",\"uid\":\"c\",\"name\":\"Work\",\"color\":\"#123456\"}");
    program.writeText(
        "calendars/x/group.json",
        "{\"@type\":\"Group\",\"uid\":\"g\",\"entries\":["
            + "{\"@type\":\"Event\",\"uid\":\"e\",\"title\":\"Tea\",\"calendarIds\":[\"c\"]},"
            + "{\"@type\":\"Task\",\"uid\":\"t\",\"title\":\"Buy tea\","
            + "\"due\":\"2026-12-01T10:00:00Z\"}]}");
    program.writeText(
        "tasks/y/t2.json",
        "{\"@type\":\"Task\",\"uid\":\"t2\",\"title\":\"Pour\",\"calendarIds\":{\"c\":true},"
            + "\"recurrenceRule\":{\"frequency\":\"daily\"}}");

    Reading reading = read();

    assertThat(reading.names()).containsExactly("Buy tea", "Pour", "Tea");
    assertThat(reading.upsert("t").orElseThrow().item().kind()).isEqualTo(Kind.TASK);
    assertThat(reading.upsert("t").orElseThrow().item().json().path("due").asText())
        .isEqualTo("2026-12-01T10:00:00Z");
    assertThat(reading.upsert("t2").orElseThrow().item().json().has("recurrenceRule")).isTrue();
    assertThat(reading.upsert("t2").orElseThrow().item().json().has("calendarIds")).isFalse();
    assertThat(reading.broken()).isEmpty();
    try (SourceStore store = new PdpaConnector().openSource(settings())) {
      assertThat(StoreContract.folderNamed(store, "Work").color()).contains("#123456");
      var t = reading.upsert("t").orElseThrow();
      Reading fetched =
          Reading.of(store.fetch(StoreContract.scopeOf(store, "Work"), List.of(t.reference())));
      assertThat(fetched.upserts()).containsExactly(t);
    }
  }

  @Test
  void instancesOfAnotherProgramAreJoinedWhateverTheirFilesAreCalled() throws Exception {
    OtherProgram program = OtherProgram.beginning(parent.resolve("archive"), false);
    program.write("calendars/Work/z.json", Events.instance("e", FIRST, "One"));
    program.write("calendars/Work/a.json", Events.instance("e", SECOND, "Two"));

    List<Change.Upsert> read = read().upserts();

    assertThat(read).hasSize(1);
    assertThat(read.get(0).item().json())
        .isEqualTo(Events.instances("e", FIRST, "One", SECOND, "Two").json());
  }

  @Test
  void twoMastersOfOneUidAreTwoItems() throws Exception {
    OtherProgram program = OtherProgram.beginning(parent.resolve("archive"), true);
    program.write("calendars/Work/a.json", Events.of(Kind.EVENT, "e", "One").json());
    program.write("calendars/Work/b.json", Events.of(Kind.EVENT, "e", "Two").json());
    program.writeText(
        "calendars/Work/folder.json",
        "{\"name\":\"Work\",\"items\":[{\"uid\":\"e\",\"filename\":\"a.json\"},"
            + "{\"uid\":\"e\",\"filename\":\"b.json\"}]}");

    assertThat(read().names()).containsExactly("One", "Two");
    try (TargetStore store = target()) {
      Writer writer = new Writer(store);
      writer.done(writer.delete(References.of(Kind.EVENT, WORK, "e"), Optional.empty(), WORK));
    }
    assertThat(read().names()).containsExactly("Two");
  }

  @Test
  void whatAnArchiveDoesNotSpeakOfIsNotAbsentFromIt() throws Exception {
    create(Card.of("a", "Ada").item(), Events.full(Kind.EVENT, "e", "Tea"));
    Checkpoint both;
    try (SourceStore store = new PdpaConnector().openSource(settings())) {
      Reading all =
          Reading.of(
              store.changes(StoreContract.scopeOf(store, "Work"), Checkpoint.NONE, Known.NOTHING));
      assertThat(all.ending().coverage()).isEqualTo(Coverage.COMPLETE);
      both = all.ending().checkpoint();
    }
    Path archive = parent.resolve("archive");
    OtherProgram program = OtherProgram.in(archive);
    var json = OtherProgram.object(archive.resolve("archive.json"));
    json.withObjectProperty("dataset").putArray("datatypes").add("CONTACTS");
    json.withObjectProperty("archive").put("id", "another");
    program.write("archive.json", json);
    deleteTree(archive.resolve("calendars"));
    try (SourceStore store = new PdpaConnector().openSource(settings())) {
      Reading contacts =
          Reading.of(store.changes(StoreContract.scopeOf(store, "Work"), both, Known.NOTHING));
      assertThat(contacts.names()).containsExactly("Ada");
      assertThat(contacts.ending().coverage()).isEqualTo(Coverage.INCREMENTAL);
    }
  }

  private static void deleteTree(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
