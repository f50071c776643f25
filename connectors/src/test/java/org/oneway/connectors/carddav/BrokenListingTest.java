// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.carddav.Cards.card;
import static org.oneway.connectors.carddav.Cards.fill;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.connectors.testkit.ScriptedDamage;
import org.oneway.connectors.testkit.ScriptedEntry;
import org.oneway.connectors.testkit.ScriptedReply;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Notice;
import org.oneway.engine.store.StoreException;

/** A source that suddenly shows less than it has. */
class BrokenListingTest {
  private static final int PEOPLE = 24;

  @TempDir private Path scratch;
  private Mirror mirror;

  @BeforeEach
  void open() {
    mirror = new Mirror(scratch);
    fill(mirror.from(), 1, PEOPLE);
  }

  @AfterEach
  void close() {
    mirror.close();
  }

  private void assertNothingDeleted(Mirror.Run run) {
    assertThat(run.writes("DELETE")).as(run.toString()).isEmpty();
    assertThat(mirror.names()).hasSize(PEOPLE);
  }

  private void assertBrokenOff(Mirror.Run run) {
    assertNothingDeleted(run);
    assertThat(run.trouble()).get().isInstanceOf(StoreException.Unavailable.class);
  }

  private void assertRecovers() {
    mirror.source().faults().clear();
    mirror.from().put("new.vcf", card("new", "New"));
    mirror.from().remove("p1.vcf");
    Mirror.Run run = mirror.sync();
    assertThat(run.report().troubles()).isEmpty();
    assertThat(run.count(Count.ADDED)).isEqualTo(1);
    assertThat(run.count(Count.DELETED)).isEqualTo(1);
    assertThat(mirror.sync().writes()).isEmpty();
  }

  /** The source must list everything, and every listing goes wrong in this way. */
  private Mirror.Run syncWithListings(UnaryOperator<ScriptedReply> damage) {
    mirror.from().expireTokens();
    mirror.source().faults().on("REPORT").saying("sync-collection").change(damage);
    mirror
        .source()
        .faults()
        .on("PROPFIND")
        .where(request -> request.path().equals(mirror.from().path()))
        .change(damage);
    return mirror.sync();
  }

  static Stream<Named<UnaryOperator<List<ScriptedEntry>>>> shortListings() {
    return Stream.of(
        Named.of("empty", entries -> List.of()),
        Named.of("half", entries -> entries.subList(0, entries.size() / 2)));
  }

  @ParameterizedTest
  @MethodSource("shortListings")
  @DisplayName("F12 an empty or half listing is held: 0 deletes until they are allowed by name")
  void held(UnaryOperator<List<ScriptedEntry>> some) {
    mirror.sync();
    Mirror.Run run =
        syncWithListings(
            reply ->
                reply.listing().isEmpty()
                    ? reply
                    : reply.relisted(
                        entries -> {
                          List<ScriptedEntry> members =
                              entries.stream().filter(BrokenListingTest::isMember).toList();
                          List<ScriptedEntry> kept = some.apply(members);
                          entries.removeIf(e -> isMember(e) && !kept.contains(e));
                        }));
    assertNothingDeleted(run);
    assertThat(run.report().held()).as(run.toString()).isPresent();
    assertRecovers();
  }

  private static boolean isMember(ScriptedEntry entry) {
    return !entry.href().endsWith("/");
  }

  @Test
  @DisplayName("F12 an HTML page in place of a listing is a stream that broke off")
  void page() {
    mirror.sync();
    Mirror.Run run =
        syncWithListings(reply -> ScriptedReply.page("Sign in to the hotel's network"));
    assertBrokenOff(run);
    assertRecovers();
  }

  @Test
  @DisplayName("F12 a 207 of nothing but 404 is a stream that broke off")
  void nothingButMissing() {
    mirror.sync();
    Mirror.Run run =
        syncWithListings(
            reply ->
                reply.listing().isEmpty()
                    ? reply
                    : reply.relisted(
                        entries -> entries.replaceAll(e -> ScriptedEntry.status(e.href(), 404))));
    assertBrokenOff(run);
    assertRecovers();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("F12 a list of folders that is empty, or of nothing but 404, is one that broke off")
  void noFolders(boolean isEmpty) {
    mirror.sync();
    mirror
        .source()
        .faults()
        .on("PROPFIND")
        .at("/dav/addressbooks/alice/")
        .relist(
            entries -> {
              entries.replaceAll(e -> ScriptedEntry.status(e.href(), 404));
              entries.removeIf(e -> isEmpty);
            });
    assertBrokenOff(mirror.sync());
    assertRecovers();
  }

  @Test
  @DisplayName("F12 an HTML page to every request is a stream that broke off")
  void portal() {
    mirror.sync();
    mirror.source().faults().on("*").answer(ScriptedReply.page("Sign in to the hotel's network"));
    Mirror.Run run = mirror.sync();
    assertBrokenOff(run);
    assertRecovers();
  }

  @Test
  @DisplayName("F12 a store that never answered properly is no service, and the message says so")
  void neverProper() {
    mirror.source().faults().on("*").answer(ScriptedReply.page("Welcome"));
    Mirror.Run run = mirror.sync();
    assertThat(run.trouble())
        .get()
        .isInstanceOf(StoreException.NoService.class)
        .extracting(Throwable::getMessage)
        .asString()
        .contains("Cannot find a CardDAV service", "HTML page");
  }

  @Test
  @DisplayName("F13 a folder that is not listed any more is not one whose items were deleted")
  void folderNotListed() {
    mirror.sync();
    mirror.source().tree().remove(mirror.from());
    mirror.source().tree().addressBook("Another");
    Mirror.Run run = mirror.sync();
    assertNothingDeleted(run);
    assertThat(run.notices(Notice.About.FOLDER_GONE)).hasSize(1);
    fill(mirror.from(), 1, PEOPLE);
    assertThat(mirror.sync().writes()).as("writes when it is there again").isEmpty();
    assertRecovers();
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410, 403})
  @DisplayName("F13 a folder that is listed and cannot be read loses nothing")
  void folderVanishes(int status) {
    mirror.sync();
    mirror.from().put("new.vcf", card("new", "New"));
    mirror
        .source()
        .faults()
        .on("*")
        .where(request -> request.path().startsWith(mirror.from().path()))
        .answer(status);
    Mirror.Run run = mirror.sync();
    assertNothingDeleted(run);
    assertThat(run.trouble()).as(run.toString()).isPresent();
    mirror.source().faults().clear();
    assertThat(mirror.sync().count(Count.ADDED)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 60, 200, 700, 1500, 3000})
  @DisplayName(
      "F04 a listing that is cut short is none: nothing is imported of it, nothing deleted")
  void cutListing(int octets) {
    mirror.sync();
    assertBrokenOff(syncWithListings(ScriptedDamage.cut(octets)));
    assertRecovers();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 60, 999, 1010, 3000})
  @DisplayName("F04 a listing in chunks that is cut short is none")
  void cutChunks(int octets) {
    mirror.sync();
    assertBrokenOff(syncWithListings(ScriptedDamage.cutChunked(octets)));
    assertRecovers();
  }

  @Test
  @DisplayName("F04 contents cut short are not imported, and their items not taken for deleted")
  void cutContents() {
    mirror.sync();
    fill(mirror.from(), 30, 40);
    mirror.from().put("p2.vcf", card("p2", "Renamed"));
    mirror.source().faults().on("REPORT").saying("multiget").change(ScriptedDamage.cut(300));
    mirror.source().faults().on("GET").change(ScriptedDamage.announcingMore(10));
    Mirror.Run run = mirror.sync();
    assertNothingDeleted(run);
    assertThat(run.writes("PUT")).isEmpty();
    mirror.source().faults().clear();
    assertThat(mirror.sync().count(Count.ADDED)).isEqualTo(11);
    assertThat(mirror.names()).hasSize(PEOPLE + 11).containsEntry("p2", "Renamed");
  }

  @Test
  @DisplayName("F04 one item whose body is always cut short does not stop the others")
  void oneCutItem() {
    mirror.from().put("p2.vcf", card("p2", "Changed"));
    mirror.source().quirks().multigetLimit(0);
    mirror
        .source()
        .faults()
        .on("GET")
        .where(request -> request.path().endsWith("/p2.vcf"))
        .change(ScriptedDamage.cut(20));
    Mirror.Run run = mirror.sync();
    assertThat(mirror.names()).as(run.toString()).hasSize(PEOPLE - 1).doesNotContainKey("p2");
    assertThat(run.writes("DELETE")).isEmpty();
  }

  @Test
  @DisplayName("F12 a multiget that leaves out, or denies, what was listed deletes nothing")
  void multigetDenies() {
    mirror.sync();
    for (int i = 1; i <= 5; i++) {
      mirror.from().put("p" + i + ".vcf", card("p" + i, "Changed " + i));
    }
    mirror
        .source()
        .faults()
        .on("REPORT")
        .saying("multiget")
        .relist(
            entries -> {
              entries.remove(0);
              entries.set(0, ScriptedEntry.status(entries.get(0).href(), 404));
            });
    Mirror.Run run = mirror.sync();
    assertNothingDeleted(run);
    assertThat(run.count(Count.CHANGED)).isEqualTo(5);
  }
}
