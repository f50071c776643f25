// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.connectors.testkit.RealServer;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.Secret;
import org.oneway.engine.store.SecretSource;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.Write;

/** Calendars are found, made, written, read and asked for changes as address books are. */
final class CalendarTransportTest {
  private static final Reference NOWHERE = new Reference("/");

  @ParameterizedTest
  @ValueSource(strings = {"radicale", "xandikos", "cyrus", "davical"})
  void anEventIsMadeReadChangedMovedAndRemovedAndNobodyIsTold(String name) throws StoreException {
    RealServer server = RealServer.running(name);
    try (DavTarget store = open(server)) {
      String unique = UUID.randomUUID().toString();
      Folder first = store.ensureFolder(folder("First " + unique));
      Folder second = store.ensureFolder(folder("Second " + unique));
      assertThat(store.ensureFolder(folder("First " + unique)).id()).isEqualTo(first.id());
      Checkpoint empty = read(store, first.id(), Checkpoint.NONE, new HashMap<>()).checkpoint();

      String uid = "event-" + unique;
      Item event = OpaqueCalendar.item(text(uid, "Tea"));
      Outcome.Done made = write(store, new Write.Create(1, first.id(), event, Optional.empty()));
      assertThat(store.remarks())
          .containsExactly(
              "nobody was invited or told: 1 item that names other people went as a copy");
      Map<Reference, String> held = new HashMap<>();
      Ending ending = read(store, first.id(), empty, held);
      assertThat(ending.coverage()).isEqualTo(Coverage.INCREMENTAL);
      assertThat(held).hasSize(1);
      Reference at = held.keySet().iterator().next();
      assertThat(Optional.of(at)).isEqualTo(store.planned(first.id(), event));
      assertThat(held.getOrDefault(at, "").replace("\r\n ", "").replace("\n ", ""))
          .contains("SUMMARY:Tea", "SCHEDULE-AGENT=NONE");

      Outcome.Done changed =
          write(
              store,
              new Write.Update(
                  2,
                  at,
                  made.version(),
                  first.id(),
                  OpaqueCalendar.item(text(uid, "Coffee")),
                  Optional.empty()));
      read(store, first.id(), ending.checkpoint(), held);
      assertThat(held.getOrDefault(at, "")).contains("SUMMARY:Coffee");

      Outcome.Done moved =
          write(store, new Write.Move(3, at, changed.version(), first.id(), second.id()));
      Reference there = moved.reference().orElse(NOWHERE);
      held.clear();
      read(store, first.id(), Checkpoint.NONE, held);
      read(store, second.id(), Checkpoint.NONE, held);
      assertThat(held).containsOnlyKeys(there);

      write(store, new Write.Delete(4, there, Optional.empty(), second.id()));
      held.clear();
      read(store, second.id(), Checkpoint.NONE, held);
      assertThat(held).isEmpty();
    }
  }

  private static DavTarget open(RealServer server) throws StoreException {
    Map<String, String> values =
        Map.of("url", server.url().toString(), "auth.username", server.username());
    SecretSource password =
        new SecretSource() {
          @Override
          public Secret get() {
            return new Secret(server.password().toCharArray());
          }

          @Override
          public String origin() {
            return "the test";
          }
        };
    StoreSettings settings =
        new StoreSettings(
            "calendars",
            Path.of(""),
            values,
            Map.of("auth.password", password),
            InstantSource.system());
    return new DavTarget(DavSettings.of(settings), new OpaqueCalendar());
  }

  private static Folder folder(String name) {
    return new Folder(
        new FolderId("wanted"),
        name,
        Optional.empty(),
        Optional.of("#336699"),
        OptionalLong.of(3),
        Optional.of("made by a test"));
  }

  private static String text(String uid, String summary) {
    return String.join(
        "\r\n",
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//example//test//EN",
        "BEGIN:VEVENT",
        "UID:" + uid,
        "DTSTAMP:20260101T000000Z",
        "DTSTART:20260601T150000Z",
        "DTEND:20260601T160000Z",
        "SUMMARY:" + summary,
        "ORGANIZER;CN=Ada:mailto:ada@example.org",
        "ATTENDEE;CN=Grace Hopper;PARTSTAT=NEEDS-ACTION:mailto:grace@example.org",
        "END:VEVENT",
        "END:VCALENDAR",
        "");
  }

  private static Outcome.Done write(DavTarget store, Write write) throws StoreException {
    List<Outcome> told = new ArrayList<>();
    store.apply(List.of(write), (done, outcome) -> told.add(outcome));
    store.settle((done, outcome) -> told.add(outcome));
    assertThat(told).hasSize(1).allMatch(outcome -> outcome instanceof Outcome.Done);
    return (Outcome.Done) told.get(0);
  }

  /** Takes what is there into {@code held}, and out of it what is gone. */
  private static Ending read(
      DavTarget store, FolderId folder, Checkpoint since, Map<Reference, String> held)
      throws StoreException {
    store.folders();
    try (ChangeStream stream = store.changes(Scope.of(folder), since, Known.NOTHING)) {
      for (Optional<Change> next = stream.next(); next.isPresent(); next = stream.next()) {
        if (next.get() instanceof Change.Upsert upsert) {
          held.put(upsert.reference(), upsert.item().json().path("text").asText());
        } else if (next.get() instanceof Change.Removal removal) {
          held.remove(removal.reference());
        }
      }
      return stream.ending();
    }
  }
}
