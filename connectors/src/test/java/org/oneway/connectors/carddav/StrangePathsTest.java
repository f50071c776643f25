// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.carddav.Cards.card;
import static org.oneway.connectors.carddav.Cards.fill;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oneway.connectors.testkit.ScriptedCollection;
import org.oneway.connectors.testkit.ScriptedEntry;
import org.oneway.connectors.testkit.ScriptedExchange;
import org.oneway.connectors.testkit.ScriptedLog;
import org.oneway.connectors.testkit.ScriptedNames;
import org.oneway.connectors.testkit.ScriptedServer;
import org.oneway.connectors.testkit.ScriptedSignIn;
import org.oneway.engine.plan.Counts.Count;

/** Names and addresses that try to leave their place. */
class StrangePathsTest {
  private static final Set<String> VERBS =
      Set.of("PROPFIND", "REPORT", "GET", "PUT", "DELETE", "MOVE", "MKCOL", "OPTIONS");

  @TempDir private Path scratch;
  private Mirror mirror;

  @BeforeEach
  void open() {
    mirror = new Mirror(scratch);
  }

  @AfterEach
  void close() {
    mirror.close();
  }

  private static void assertNothingInjected(ScriptedLog log) {
    for (ScriptedExchange exchange : log.all()) {
      String head = exchange.request().raw().latin().split("\r\n\r\n", 2)[0];
      assertThat(VERBS).contains(exchange.method());
      assertThat(head.lines().toList()).noneMatch(line -> line.startsWith("X-Evil"));
      assertThat(head.replace("\r\n", "")).doesNotContain("\r", "\n", "\0");
      assertThat(head.lines().findFirst().orElse("")).matches("[A-Z]+ [!-~]+ HTTP/1\\.1");
    }
  }

  @Test
  @DisplayName("S14 line ends in uid, href, ETag, token and names never become a header or request")
  void lineEnds() {
    String evil = "\r\nX-Evil: 1\r\n\r\nEVIL /evil HTTP/1.1\r\n";
    mirror.from().put("a.vcf", card("a\\r\\nX-Evil: 1", "A\\nX-Evil: 1"));
    mirror.from().put("b\r\nX-Evil: 1.vcf", card("b\\nX-Evil: 1", "Bob"));
    mirror.from().put("c.vcf", card("c", "Cid", "NOTE:\\nX-Evil: 1"));
    mirror.to().put("d.vcf", card("d", "Dan"));
    mirror.from().put("d.vcf", card("d", "Dana"));
    mirror
        .target()
        .faults()
        .on("REPORT")
        .relist(
            entries ->
                entries.replaceAll(
                    e ->
                        e.found().containsKey(ScriptedNames.dav("getetag"))
                            ? e.with(
                                ScriptedNames.dav("getetag"), "\"x&#13;&#10;X-Evil: 1&#13;&#10;\"")
                            : e));
    mirror
        .target()
        .faults()
        .on("PROPFIND")
        .relist(
            entries ->
                entries.replaceAll(
                    e -> e.with(ScriptedNames.dav("sync-token"), "t&#13;&#10;X-Evil: 1")));
    mirror.settings(
        s -> s.withFolders(Map.of(Mirror.FRIENDS, "Friends" + evil, "None", "None"), true));
    for (int i = 0; i < 3; i++) {
      mirror.sync();
      assertNothingInjected(mirror.source().log());
      assertNothingInjected(mirror.target().log());
      mirror.from().put("c.vcf", card("c", "Cid " + i));
    }
    mirror.settings(s -> s.withFolders(Map.of(), false));
    for (int i = 0; i < 3; i++) {
      mirror.sync();
      assertNothingInjected(mirror.source().log());
      assertNothingInjected(mirror.target().log());
      mirror.from().put("c.vcf", card("c", "Cid again " + i));
      mirror.from().remove("d.vcf");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"basic", "digest", "bearer"})
  @DisplayName("S14 line ends in a user name, password or token never become a header")
  void lineEndsInSignIn(String type) {
    String evil = "alice\r\nX-Evil: 1\r\n\r\nEVIL /evil HTTP/1.1\r\n";
    mirror.source().require(ScriptedSignIn.digest("alice", "x", "SHA-256"));
    mirror.target().require(ScriptedSignIn.basic("alice", "x"));
    mirror
        .atSource("auth.type", type)
        .atSource("auth.username", evil)
        .secret("auth.password", Canary.source(evil))
        .secret("auth.token", Canary.source(evil));
    assertThat(mirror.sync().trouble()).isPresent();
    assertNothingInjected(mirror.source().log());
  }

  @Test
  @DisplayName("S15 a uid that is a path, a query or half an escape stays within its folder")
  void pathsInUids() {
    List<String> uids =
        List.of(
            "../../x",
            "..",
            ".",
            "%2e%2e%2f",
            "%2e%2e%2fup",
            "//evil/x",
            "http://evil.example/x",
            "?",
            "a?b=c",
            "#",
            "a#b",
            "%",
            "%zz",
            "a/b",
            "a\\\\b",
            "a b",
            "ä".repeat(200),
            ".hidden",
            "x".repeat(3000),
            "CON",
            "a%00b");
    for (int i = 0; i < uids.size(); i++) {
      mirror.from().put("n" + i + ".vcf", card(uids.get(i), "Person " + i));
    }
    Mirror.Run run = mirror.sync();
    assertThat(run.report().troubles()).isEmpty();
    assertThat(run.report().pending()).isEmpty();
    String folder = mirror.to().path();
    assertThat(run.writes("PUT"))
        .hasSize(uids.size())
        .allSatisfy(
            put ->
                assertThat(put.request().target())
                    .startsWith(folder)
                    .matches(
                        target ->
                            target.substring(folder.length()).matches("[A-Za-z0-9._@~-]{1,120}")));
    assertThat(mirror.to().items()).hasSize(uids.size());
    assertThat(mirror.sync().writes()).isEmpty();
    for (String name : mirror.from().names()) {
      mirror.from().remove(name);
    }
    mirror.from().put("last.vcf", card("last", "Last"));
    Mirror.Run held = mirror.sync();
    String token = held.report().held().orElseThrow().token();
    assertThat(mirror.sync(token).count(Count.DELETED)).isEqualTo(uids.size());
    assertThat(mirror.names()).containsOnlyKeys("last");
  }

  @Test
  @DisplayName("S15 names of items at the source, however odd, are asked for as they are")
  void oddNames() {
    List<String> names =
        List.of(
            "a b.vcf",
            "ü.vcf",
            "a+b.vcf",
            "a%2Fb.vcf",
            "100%.vcf",
            "q?x.vcf",
            "h#h.vcf",
            "@:;.vcf",
            "a&b<c>.vcf",
            "[x].vcf",
            "no ending",
            "'\".vcf");
    for (int i = 0; i < names.size(); i++) {
      mirror.from().put(names.get(i), card("u" + i, "Person " + i));
    }
    mirror.sync();
    assertThat(mirror.names()).hasSize(names.size());
    mirror.source().quirks().multigetLimit(0);
    for (int i = 0; i < names.size(); i++) {
      mirror.from().put(names.get(i), card("u" + i, "Changed " + i));
    }
    assertThat(mirror.sync().count(Count.CHANGED)).isEqualTo(names.size());
    assertThat(mirror.sync().writes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OTHER/dav/addressbooks/alice/Friends/x.vcf",
        "//OTHERHOST/dav/addressbooks/alice/Friends/x.vcf",
        "http://evil.invalid/dav/addressbooks/alice/Friends/x.vcf",
        "https://127.0.0.1/dav/addressbooks/alice/Friends/x.vcf",
        "/dav/addressbooks/alice/Secret/s.vcf",
        "../Secret/s.vcf",
        "/dav/addressbooks/alice/Friends/../Secret/s.vcf",
        "/dav/addressbooks/alice/Friends/%2e%2e/Secret/s.vcf",
        "/dav/addressbooks/alice/Friends/%2E%2E%2FSecret%2Fs.vcf",
        "/dav/addressbooks/alice/Friends/sub/x.vcf",
        "/dav/addressbooks/alice/Friends/%zz.vcf",
        "/dav/addressbooks/alice/Friends/%",
        "http://[",
        "file:///etc/passwd",
        "mailto:x@example.org",
        ""
      })
  @DisplayName("S16 an href of another host or folder is reported, and never asked for")
  void strangeHrefs(String href) {
    ScriptedCollection secret = mirror.source().tree().addressBook("Secret");
    mirror.settings(s -> s.withFolders(Map.of(Mirror.FRIENDS, Mirror.FRIENDS), false));
    secret.put("s.vcf", card("s", "Secret"));
    fill(mirror.from(), 1, 5);
    mirror
        .secret("auth.password", Canary.source("canary-password"))
        .atSource("auth.username", "alice")
        .atTarget("auth.username", "alice");
    mirror.source().require(ScriptedSignIn.basic("alice", "canary-password"));
    try (ScriptedServer other = ScriptedServer.start()) {
      String written =
          href.replace("OTHERHOST", "127.0.0.1:" + other.port()).replace("OTHER", other.origin());
      mirror
          .source()
          .faults()
          .on("REPORT")
          .saying("sync-collection")
          .relist(entries -> entries.add(0, ScriptedEntry.etag(written, "\"strange\"")));
      Mirror.Run run = mirror.sync();
      assertThat(run.report().troubles()).isEmpty();
      assertThat(other.log().all()).isEmpty();
      assertThat(run.read())
          .extracting(ScriptedExchange::path)
          .noneMatch(path -> path.contains("/Secret") || path.contains("/sub"));
      assertThat(mirror.names()).hasSize(5);
      assertThat(run.report().pending()).as("what is reported").hasSize(1);
    }
  }

  @Test
  @DisplayName("S16 contents that come under another item's, folder's or host's name are not taken")
  void strangeContents() {
    fill(mirror.from(), 1, 5);
    try (ScriptedServer other = ScriptedServer.start()) {
      mirror
          .source()
          .faults()
          .on("REPORT")
          .saying("multiget")
          .relist(
              entries -> {
                entries.set(0, entries.get(0).href(other.origin() + entries.get(0).href()));
                entries.set(1, entries.get(1).href("/dav/addressbooks/alice/Other/p2.vcf"));
                entries.set(2, entries.get(2).href("%zz"));
              });
      Mirror.Run run = mirror.sync();
      assertThat(run.report().troubles()).isEmpty();
      assertThat(other.log().all()).isEmpty();
      assertThat(mirror.names()).hasSize(5).containsEntry("p1", "Person 1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"current-user-principal", "principal-URL", "addressbook-home-set"})
  @DisplayName("S16 a principal or home at another host is not visited, and no password goes there")
  void strangeHome(String property) {
    mirror
        .secret("auth.password", Canary.source("canary-password"))
        .atSource("auth.username", "alice")
        .atTarget("auth.username", "alice");
    try (ScriptedServer other = ScriptedServer.start()) {
      String href = "<d:href>" + other.origin() + "/dav/principals/alice/</d:href>";
      var name =
          property.startsWith("addressbook")
              ? ScriptedNames.card(property)
              : ScriptedNames.dav(property);
      mirror
          .source()
          .faults()
          .on("PROPFIND")
          .relist(
              entries ->
                  entries.replaceAll(
                      e ->
                          (property.startsWith("principal")
                                  ? e.without(ScriptedNames.dav("current-user-principal"))
                                  : e)
                              .without(ScriptedNames.card("addressbook-home-set"))
                              .with(name, href)));
      Mirror.Run run = mirror.sync();
      assertThat(other.log().raw()).doesNotContain("Authorization");
      assertThat(other.log().all()).isEmpty();
      assertThat(run.writes()).isEmpty();
    }
  }

  @Test
  @DisplayName("S17 addresses in cards are carried, and nobody goes there")
  void addressesInCards() {
    try (ScriptedServer other = ScriptedServer.start()) {
      List<String> addresses =
          List.of(
              other.origin() + "/photo.jpg",
              "http://169.254.169.254/latest/meta-data",
              "file:///etc/passwd",
              "gopher://127.0.0.1:1/x",
              "http://localtest.invalid:" + other.port() + "/x");
      for (int i = 0; i < addresses.size(); i++) {
        String address = addresses.get(i);
        mirror
            .from()
            .put(
                "p" + i + ".vcf",
                card(
                    "p" + i,
                    "Person " + i,
                    "PHOTO;VALUE=URI:" + address,
                    "SOURCE:" + address,
                    "LOGO;VALUE=URI:" + address,
                    "KEY;VALUE=URI:" + address,
                    "SOUND;VALUE=URI:" + address,
                    "URL:" + address));
      }
      mirror.sync();
      assertThat(mirror.names()).hasSize(addresses.size());
      assertThat(mirror.sync().writes()).isEmpty();
      assertThat(other.log().all()).isEmpty();
      String there =
          mirror.to().items().stream().map(item -> item.text()).collect(Collectors.joining());
      assertThat(there.replace("\r\n ", "")).contains("/photo.jpg", "169.254.169.254");
    }
  }
}
