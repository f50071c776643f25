// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.oneway.connectors.icalendar.Texts.calendar;
import static org.oneway.connectors.icalendar.Texts.event;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.connectors.testkit.ScriptedBytes;
import org.oneway.connectors.testkit.ScriptedDamage;
import org.oneway.connectors.testkit.ScriptedReply;
import org.oneway.connectors.testkit.ScriptedServer;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.testkit.ManualClock;
import org.oneway.engine.testkit.Reading;

final class AddressTest {
  private static final String PATH = "/private-6f1c0de5b7/basic.ics";
  private static final String HIDDEN = "6f1c0de5b7";

  @TempDir private Path home;
  private final Map<String, String> values = new HashMap<>();
  private final List<String> traced = new ArrayList<>();
  private ScriptedServer server = ScriptedServer.start();

  @BeforeEach
  void anAddress() {
    values.put("url", server.origin() + PATH);
  }

  @AfterEach
  void closeServer() {
    server.close();
  }

  private StoreSettings settings() {
    return new StoreSettings(
        "holidays",
        home,
        values,
        Map.of(),
        new ManualClock(Instant.parse("2026-11-22T06:00:00Z")),
        (method, where, answer, took) -> traced.add(method + " " + where + " " + answer));
  }

  private SourceStore source() throws StoreException {
    return new IcalendarConnector(duration -> {}).openSource(settings());
  }

  private Reading read(Checkpoint since) throws StoreException {
    try (SourceStore store = source()) {
      return Reading.of(store.changes(store.scopes().get(0), since, Known.NOTHING));
    }
  }

  /** The server has this; with an ETag and a time it answers what is asked on a condition. */
  private void holds(String text, String... headers) {
    server.faults().clear();
    ScriptedReply whole =
        ScriptedReply.of(200, headers)
            .with("Content-Type", "text/calendar")
            .body(ScriptedBytes.of(text));
    server
        .faults()
        .on("GET")
        .at(PATH)
        .answer(
            request -> {
              boolean isSame =
                  isSame(request.headers().first("If-None-Match"), whole, "ETag")
                      || isSame(
                          request.headers().first("If-Modified-Since"), whole, "Last-Modified");
              return isSame ? ScriptedReply.of(304, headers) : whole;
            });
  }

  private static boolean isSame(Optional<String> asked, ScriptedReply whole, String header) {
    return asked.isPresent() && asked.equals(whole.headers().first(header));
  }

  @Test
  void theCalendarIsFetchedAndReadLikeAFile() throws StoreException {
    holds(calendar(event("a", "Ada"), event("b", "Bob")), "ETag", "\"1\"");
    Reading reading = read(Checkpoint.NONE);
    assertThat(reading.names()).containsExactly("Ada", "Bob");
    assertThat(reading.ending().coverage()).isEqualTo(Coverage.COMPLETE);
    try (SourceStore store = source()) {
      assertThat(store.folders().get(0).name()).isEqualTo("127.0.0.1");
      Reading fetched =
          Reading.of(
              store.fetch(
                  store.scopes().get(0), List.of(new Reference("uid:a"), new Reference("uid:x"))));
      assertThat(fetched.names()).containsExactly("Ada");
      assertThat(fetched.removals()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ETag=\"1\"", "ETag=W/\"1\"", "Last-Modified=Sun, 01 Nov 2026 06:00:00 GMT"})
  void anUnchangedCalendarCostsOneRequest(String header) throws StoreException {
    String[] parts = header.split("=", 2);
    holds(calendar(event("a", "Ada")), parts[0], parts[1]);
    Checkpoint before = read(Checkpoint.NONE).ending().checkpoint();
    server.log().clear();
    Reading again = read(before);
    assertThat(again.changes()).isEmpty();
    assertThat(again.ending().coverage()).isEqualTo(Coverage.INCREMENTAL);
    assertThat(server.log().all()).hasSize(1);
    assertThat(server.log().all().get(0).status()).isEqualTo(304);
    holds(calendar(event("b", "Bob")), parts[0], parts[1].replace("1", "2"));
    assertThat(read(again.ending().checkpoint()).names()).containsExactly("Bob");
  }

  @Test
  void withoutEtagAndTimeTheBytesTellThatNothingChanged() throws StoreException {
    holds(calendar(event("a", "Ada")));
    Checkpoint before = read(Checkpoint.NONE).ending().checkpoint();
    Reading again = read(before);
    assertThat(again.ending().coverage()).isEqualTo(Coverage.INCREMENTAL);
    holds(calendar(event("a", "Ada King")));
    assertThat(read(before).names()).containsExactly("Ada King");
  }

  @Test
  void whatIsKnownOfAnotherAddressIsNotCompared() throws StoreException {
    holds(calendar(event("a", "Ada")), "ETag", "\"1\"");
    Checkpoint before = read(Checkpoint.NONE).ending().checkpoint();
    values.put("url", server.origin() + PATH + "?other");
    assertThat(read(before).names()).containsExactly("Ada");
  }

  @ParameterizedTest
  @ValueSource(strings = {"webcal", "WEBCAL"})
  void webcalIsPlainOnThisMachineOnly(String scheme) throws StoreException {
    holds(calendar(event("a", "Ada")));
    // This server waits for more of what is no HTTP to it; others close the connection.
    values.put("timeouts.read", "200ms");
    values.put("url", scheme + server.origin().substring("http".length()) + PATH);
    assertThat(read(Checkpoint.NONE).names()).containsExactly("Ada");
  }

  @Test
  void anAddressThatIsNotEncryptedIsRefused() {
    values.put("url", "http://calendar.example.org" + PATH);
    refused(() -> read(Checkpoint.NONE), StoreException.Untrusted.class, "is not encrypted");
  }

  private void refused(
      ThrowingCallable action, Class<? extends StoreException> type, String... words) {
    assertThatThrownBy(action)
        .isInstanceOf(type)
        .hasMessageContainingAll(words)
        .satisfies(e -> assertThat(String.valueOf(e)).doesNotContain(HIDDEN))
        .satisfies(e -> assertThat(((StoreException) e).remedy()).doesNotContain(HIDDEN));
    assertThat(traced).noneMatch(line -> line.contains(HIDDEN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " \r\n", "<!doctype html><title>Sign in</title>", "BEGIN:VCARD\nEND:VCARD\n"})
  void whatIsNoCalendarIsABrokenOffStream(String body) {
    holds(body);
    refused(
        () -> read(Checkpoint.NONE),
        StoreException.Unavailable.class,
        "/….ics",
        "nothing is taken for deleted");
  }

  @Test
  void aCalendarWithoutItsEndIsABrokenOffStream() {
    holds(calendar(event("a", "Ada")).replace("END:VCALENDAR\r\n", ""));
    refused(() -> read(Checkpoint.NONE), StoreException.Unavailable.class, "cut off");
  }

  @Test
  void anAnswerThatBreaksOffIsAskedForAgain() throws StoreException {
    holds(calendar(event("a", "Ada")));
    server.faults().clear();
    ScriptedReply whole =
        ScriptedReply.of(200, "text/calendar", ScriptedBytes.of(calendar(event("a", "Ada"))));
    int[] count = {0};
    server
        .faults()
        .on("GET")
        .answer(request -> ++count[0] == 1 ? ScriptedDamage.cut(40).apply(whole) : whole);
    assertThat(read(Checkpoint.NONE).names()).containsExactly("Ada");
    assertThat(count[0]).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410, 500, 503})
  void aRefusalIsNeverADeletionAndTellsNothingOfTheAddress(int status) {
    server.faults().on("GET").answer(status);
    refused(() -> read(Checkpoint.NONE), StoreException.class, "holidays");
  }

  @Test
  void whoCannotBeReachedIsNamedByItsHost() {
    server.close();
    refused(() -> read(Checkpoint.NONE), StoreException.Unavailable.class, "127.0.0.1");
  }

  @Test
  void aRedirectToAnotherHostTellsNothingOfTheAddress() {
    server.faults().on("GET").answer(302, "Location", "https://example.org/" + HIDDEN);
    refused(() -> read(Checkpoint.NONE), StoreException.InputRefused.class, "https://example.org");
  }

  @Test
  void theTraceShowsTheHostAndTheEnd() throws StoreException {
    holds(calendar(event("a", "Ada")));
    Reading reading = read(Checkpoint.NONE);
    assertThat(traced).containsExactly("GET " + server.origin() + "/….ics 200");
    assertThat(reading.changes()).noneMatch(change -> change.toString().contains(HIDDEN));
    assertThat(reading.ending().checkpoint().value()).doesNotContain(HIDDEN);
  }

  @Test
  void aBrokenItemIsToldWithHostAndLine() throws StoreException {
    String deep = "BEGIN:X-IN\r\n".repeat(20) + "END:X-IN\r\n".repeat(20);
    holds(calendar(event("a", "Ada").replace("END:VEVENT", deep + "END:VEVENT")));
    assertThat(read(Checkpoint.NONE).broken())
        .extracting(Change.Broken::finding)
        .extracting(finding -> finding.place())
        .containsExactly("127.0.0.1 line 4");
  }

  @Test
  void anAddressIsNeverATarget() {
    assertThatThrownBy(() -> new IcalendarConnector().openTarget(settings()))
        .isInstanceOf(StoreException.InputRefused.class)
        .hasMessageContaining("only read")
        .satisfies(e -> assertThat(((StoreException) e).remedy()).contains("\"path\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://example.org/x.ics", "https://ada:pw@example.org/x.ics", "https:///x"})
  void whatIsNoAddressIsRefused(String url) {
    values.put("url", url);
    refused(this::source, StoreException.InputRefused.class, "\"url\" of store \"holidays\"");
  }

  @Test
  void aStoreHasAPathOrAnAddress() {
    values.put("path", "x.ics");
    refused(this::source, StoreException.InputRefused.class, "both \"path\" and \"url\"");
    values.clear();
    refused(this::source, StoreException.InputRefused.class, "no \"path\" and no \"url\"");
  }

  @Test
  void onlyWhereACalendarIsOneIsFound() throws StoreException {
    IcalendarConnector connector = new IcalendarConnector(duration -> {});
    holds(calendar(event("a", "Ada")).replace("PRODID", "COLOR:teal\r\nPRODID"));
    assertThat(connector.discover(settings()).places()).hasSize(1);
    holds("<html>");
    refused(() -> connector.discover(settings()), StoreException.NoService.class, "a web page");
    values.put("url", "ada@example.org");
    refused(() -> connector.discover(settings()), StoreException.NoService.class, "at a host");
  }

  @Test
  void theKeysOfAddressesAreThoseOfServers() {
    assertThat(new IcalendarConnector().keys())
        .extracting(Setting::key)
        .contains("path", "url", "folder", "auth.type", "tls.ca-file", "insecure")
        .doesNotHaveDuplicates();
  }
}
