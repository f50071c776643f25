// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.icalendar.Texts.calendar;
import static org.oneway.connectors.icalendar.Texts.component;
import static org.oneway.connectors.icalendar.Texts.event;
import static org.oneway.connectors.icalendar.Texts.item;
import static org.oneway.connectors.icalendar.Texts.zone;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.testkit.Reading;

final class CalendarFileTest {
  private static final String BUSY =
      "BEGIN:VFREEBUSY\nUID:busy\nFREEBUSY:20261201T090000Z/PT1H\nEND:VFREEBUSY\n";
  private static final String DAILY = "RRULE:FREQ=DAILY;COUNT=3";

  @TempDir private Path home;
  private Opened file = new Opened(Path.of(""));

  @BeforeEach
  void aFile() {
    file = new Opened(home.resolve("Team.ics"));
  }

  private Change.Upsert there(String uid) throws StoreException {
    return file.read().upsert(uid).orElseThrow();
  }

  private static String occurrence(String uid, String title) {
    return event(uid, title, "RECURRENCE-ID:20261202T090000Z");
  }

  @Test
  void eventsTasksAndNotesAreItemsOfTheirKindAndMayShareAUid() throws StoreException {
    file.holds(
        calendar(
            event("a", "Meeting"),
            component("VTODO", "a", "Errand"),
            component("VJOURNAL", "a", "Diary")));
    assertThat(file.read().upserts())
        .extracting(u -> u.reference().value() + " " + u.item().kind())
        .containsExactly("uid:a EVENT", "task-uid:a TASK", "note-uid:a NOTE");
  }

  @Test
  void whatIsNoItemIsToldOnceTheFileWasRead() throws StoreException {
    file.holds(calendar(event("a", "Meeting"), BUSY));
    assertThat(file.read().ending().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Finding.Level.LOST);
              assertThat(finding.property()).isEqualTo("VFREEBUSY");
            });
  }

  @Test
  void whatIsNoItemIsToldOfFilesInADirectoryThatAreNewOrChanged() throws Exception {
    Path directory = Files.createDirectory(home.resolve("Team"));
    new Opened(directory.resolve("one.ics")).holds(calendar(event("a", "Meeting"), BUSY));
    new Opened(directory.resolve("two.ics"))
        .holds(calendar(event("b", "Lunch"), event("c", "Tea"), BUSY));
    Opened both = new Opened(directory);
    Reading first = both.read();
    assertThat(first.ending().findings()).hasSize(2);

    Reading second = both.read(first.ending().checkpoint(), first.known());

    assertThat(second.ending().findings()).isEmpty();
  }

  @Test
  void aSeriesIsOneItemWithItsExceptionsWhereverTheyStand() throws StoreException {
    file.holds(calendar(occurrence("a", "Moved"), event("b", "Other"), event("a", "Daily", DAILY)));
    Reading before = file.read();
    assertThat(before.names()).containsExactly("Daily", "Other");
    assertThat(before.upsert("a").orElseThrow().item().json().path("recurrenceOverrides"))
        .isNotEmpty();
  }

  @Test
  void anUpdateOfASeriesPutsItsPartsTogetherAndLeavesEverythingElse() throws StoreException {
    String frame = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Other//EN\nX-WR-CALNAME:Büro\n";
    String other = event("b", "Other").replace("\r\n", "\n");
    file.holds(
        frame
            + occurrence("a", "Moved")
            + BUSY
            + other
            + event("a", "Daily", DAILY)
            + "X-LAST:1\nEND:VCALENDAR\n");
    Change.Upsert a = there("a");
    Item renamed = a.item().withJson(a.item().json().deepCopy().put("title", "Weekly"));
    assertThat(file.update(a, renamed)).isInstanceOf(Outcome.Done.class);
    assertThat(file.text())
        .startsWith(frame + "BEGIN:VEVENT\r\nUID:a\r\n")
        .contains("END:VEVENT\r\n" + BUSY + other + "X-LAST:1\nEND:VCALENDAR\n");
    assertThat(file.read().names()).containsExactly("Other", "Weekly");
    assertThat(there("a").item().json().path("recurrenceOverrides")).isNotEmpty();
  }

  @Test
  void aDeletedSeriesGoesWithAllItsParts() throws StoreException {
    String rest = event("b", "Other");
    file.holds(calendar(occurrence("a", "Moved"), BUSY, rest, event("a", "Daily", DAILY), BUSY));
    assertThat(file.delete(there("a"))).isInstanceOf(Outcome.Done.class);
    assertThat(file.text()).isEqualTo(calendar(BUSY, rest, BUSY));
  }

  @Test
  void newItemsGoIntoTheLastCalendarAndBringEachTimeZoneOnce() throws StoreException {
    String first = calendar(event("x", "Old"));
    String second = calendar(event("y", "Older"));
    file.holds(first + second + "tail\n");
    file.create(item("a", "Ada"));
    file.create(item("b", "Bob"));
    String text = file.text();
    assertThat(text)
        .startsWith(first + second.replace("END:VCALENDAR\r\n", "BEGIN:VTIMEZONE\r\n"))
        .endsWith("END:VEVENT\r\nEND:VCALENDAR\r\ntail\n");
    assertThat(text.lines().filter("BEGIN:VTIMEZONE"::equals)).hasSize(1);
    assertThat(file.read().names()).containsExactly("Ada", "Bob", "Old", "Older");
  }

  @Test
  void aTimeZoneThatIsThereIsUsedAndStaysWhenItsItemsGo() throws StoreException {
    String there = zone("Europe/London", "+0000");
    file.holds(calendar(there));
    file.create(item("a", "Ada"));
    assertThat(file.text().lines().filter("BEGIN:VTIMEZONE"::equals)).hasSize(1);
    file.delete(there("a"));
    assertThat(file.text()).isEqualTo(calendar(there));
  }

  @Test
  void theVersionsOfOthersStayWhenATimeZoneComes() throws StoreException {
    file.holds(calendar(event("x", "Old")));
    Reading before = file.read();
    file.create(item("a", "Ada"));
    Reading after = file.read(Checkpoint.NONE, before.known());
    assertThat(after.present()).hasSize(1);
    assertThat(after.names()).containsExactly("Ada");
  }

  @Test
  void aCalendarWithAMethodGetsNoNewItems() throws StoreException {
    String invitation = calendar(event("x", "Old")).replace("PRODID", "METHOD:REQUEST\r\nPRODID");
    file.holds(invitation);
    file.create(item("a", "Ada"));
    assertThat(file.text()).startsWith(invitation + "BEGIN:VCALENDAR\r\n");
    assertThat(there("a").item().json().has("method")).isFalse();
  }

  @Test
  void aFileThatIsNotThereOrEmptyBecomesACalendar() throws StoreException {
    file.create(item("a", "Ada"));
    assertThat(file.text()).startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    Opened empty = new Opened(home.resolve("Empty.ics")).holds("\r\n");
    assertThat(empty.read().changes()).isEmpty();
    assertThat(empty.create(item("a", "Ada"))).isInstanceOf(Outcome.Done.class);
    assertThat(empty.read().names()).containsExactly("Ada");
  }

  @Test
  void aSecondSeriesOfOneUidIsASecondItem() throws StoreException {
    file.holds(calendar(event("a", "One"), event("a", "Two")) + calendar(event("a", "Three")));
    assertThat(file.read().upserts())
        .extracting(u -> u.reference().value())
        .containsExactly("uid:a", "uid#2:a", "uid#3:a");
  }

  @Test
  void whatHasNoUidIsKnownByItsContentAndNotByItsPlace() throws StoreException {
    String lunch = event("", "Lunch");
    String tea = event("", "Tea");
    file.holds(calendar(lunch, tea, lunch));
    Reading before = file.read();
    assertThat(before.upserts()).extracting(u -> u.item().uid()).containsOnly(Optional.empty());
    file.holds(calendar(tea, lunch.replace("DTSTAMP:2026", "DTSTAMP:2027"), lunch));
    List<Reference> after = file.read().upserts().stream().map(Change.Upsert::reference).toList();
    assertThat(after)
        .containsExactlyInAnyOrderElementsOf(
            before.upserts().stream().map(Change.Upsert::reference).toList());
  }

  @Test
  void reExportedUidsAreOtherItemsAndTheirPredecessorsGone() throws StoreException {
    file.holds(calendar(event("old", "Ada")));
    Reading before = file.read();
    file.holds(calendar(event("new", "Ada")));
    Reading after = file.read(before.ending().checkpoint(), before.known());
    assertThat(after.ending().coverage()).isEqualTo(Coverage.COMPLETE);
    assertThat(after.upserts()).extracting(u -> u.reference().value()).containsExactly("uid:new");
  }

  @Test
  void anUnchangedFileIsNotReadAgain() throws StoreException {
    file.holds(calendar(event("a", "Ada")));
    Reading before = file.read();
    Reading after = file.read(before.ending().checkpoint(), Known.NOTHING);
    assertThat(after.ending().coverage()).isEqualTo(Coverage.INCREMENTAL);
    assertThat(after.changes()).isEmpty();
  }

  @Test
  void aBrokenComponentIsToldWithFileAndLineAndTheOthersGoOn() throws StoreException {
    String deep = "BEGIN:X-IN\r\n".repeat(20) + "END:X-IN\r\n".repeat(20);
    file.holds(
        calendar(
            event("a", "Ada"),
            event("b", "Bob").replace("END:VEVENT", deep + "END:VEVENT"),
            event("c", "Cyd", "DTEND")));
    Reading reading = file.read();
    assertThat(reading.names()).containsExactly("Ada", "Cyd");
    assertThat(reading.broken()).hasSize(1);
    assertThat(reading.broken().get(0).finding().place()).isEqualTo("Team.ics line 10");
    assertThat(reading.broken().get(0).key().orElseThrow().uid().value()).isEqualTo("b");
    assertThat(reading.ending().unattributed()).isZero();
    assertThat(reading.upsert("c").orElseThrow().findings())
        .anyMatch(finding -> finding.place().startsWith("Team.ics line "));
  }

  @Test
  void aFileThatIsCutOffDeletesNothingAndIsNotWritten() throws StoreException {
    String cut = calendar(event("a", "Ada")).replace("END:VCALENDAR\r\n", "");
    file.holds(cut);
    Reading reading = file.read();
    assertThat(reading.names()).containsExactly("Ada");
    assertThat(reading.ending().unattributed()).isPositive();
    assertThat(file.create(item("b", "Bob"))).isInstanceOf(Outcome.Refused.class);
    assertThat(file.update(there("a"), item("a", "Ada King"))).isInstanceOf(Outcome.Refused.class);
    assertThat(file.text()).isEqualTo(cut);
  }

  @Test
  void aFileOfSomethingElseIsBrokenAndNotWritten() throws StoreException {
    file.holds("<html>not today</html>\n");
    assertThat(file.read().broken())
        .extracting(b -> b.finding().words())
        .containsExactly("Team.ics: is not a calendar: it has no BEGIN:VCALENDAR");
    assertThat(file.create(item("a", "Ada"))).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aVcalendarOfThePastIsReadAndNotWritten() throws StoreException {
    String old = calendar(event("a", "Ada")).replace("VERSION:2.0", "VERSION:1.0");
    file.holds(old);
    assertThat(file.read().names()).containsExactly("Ada");
    assertThat(file.create(item("b", "Bob"))).isInstanceOf(Outcome.Refused.class);
    assertThat(file.text()).isEqualTo(old);
  }

  @Test
  void aFileInUtf16IsReadAndNeverWritten() throws Exception {
    byte[] before = calendar(event("a", "Zoë")).getBytes(StandardCharsets.UTF_16);
    Files.write(home.resolve("Team.ics"), before);
    assertThat(file.read().names()).containsExactly("Zoë");
    assertThat(file.create(item("b", "Bob"))).isInstanceOf(Outcome.Refused.class);
    assertThat(Files.readAllBytes(home.resolve("Team.ics"))).isEqualTo(before);
  }

  @Test
  void whatACalendarSaysOfItselfIsKnownOfItsFolder() throws StoreException {
    file.holds(
        calendar(event("a", "Ada"))
            .replace(
                "PRODID",
                "X-WR-CALNAME:Büro\r\nX-APPLE-CALENDAR-COLOR:#FF2968FF\r\n"
                    + "X-WR-CALDESC:All of us\\, together\r\nPRODID"));
    try (SourceStore store = file.source()) {
      Folder folder = store.folders().get(0);
      assertThat(folder.name()).isEqualTo("Team");
      assertThat(folder.color()).contains("#FF2968");
      assertThat(folder.description()).contains("All of us, together");
    }
  }

  @Test
  void originalsAreCalendarsOfTheirOwn() throws StoreException {
    file.holds(
        calendar(
            zone("Here", "+0100"),
            zone("There", "+0200"),
            event("a", "Ada")
                .replace("DTSTART:20261201T090000Z", "DTSTART;TZID=There:20261201T090000")));
    Change.Upsert a = there("a");
    try (TargetStore target = file.target()) {
      Map<Reference, byte[]> originals = target.originals(List.of(a.reference()));
      String original = new String(originals.get(a.reference()), StandardCharsets.UTF_8);
      assertThat(original)
          .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//Program//EN\r\n")
          .contains(zone("There", "+0200"), "UID:a")
          .doesNotContain("Here")
          .endsWith("END:VCALENDAR\r\n");
    }
  }

  @Test
  void aZoneOfAnotherMeaningGivesItsItemACalendarOfItsOwn() throws StoreException {
    file.holds(calendar(zone("Office", "+0100"), event("x", "Old")));
    String there =
        calendar(
            zone("Office", "+0500"),
            event("a", "Ada")
                .replace("DTSTART:20261201T090000Z", "DTSTART;TZID=Office:20261201T090000"));
    assertThat(file.restore("uid:a", item("a", "Ada"), there)).isInstanceOf(Outcome.Done.class);
    assertThat(file.text().lines().filter("BEGIN:VCALENDAR"::equals)).hasSize(2);
    assertThat(file.text()).startsWith(calendar(zone("Office", "+0100"), event("x", "Old")));
    assertThat(file.read().names()).containsExactly("Ada", "Old");
  }
}
