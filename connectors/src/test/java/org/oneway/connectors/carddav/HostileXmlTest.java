// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.carddav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.oneway.connectors.carddav.Cards.card;
import static org.oneway.connectors.carddav.Cards.fill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oneway.connectors.testkit.ScriptedHostility;
import org.oneway.connectors.testkit.ScriptedNames;
import org.oneway.connectors.testkit.ScriptedReply;
import org.oneway.connectors.testkit.ScriptedServer;

/** XML that is made to hurt who reads it. */
class HostileXmlTest {
  @TempDir private Path scratch;
  private final ScriptedServer other = ScriptedServer.start();
  private Mirror mirror;
  private Path canary;

  @BeforeEach
  void open() throws IOException {
    mirror = new Mirror(scratch);
    canary = Files.writeString(scratch.resolve("canary.txt"), "canary-in-a-file");
    fill(mirror.from(), 1, 5);
  }

  @AfterEach
  void close() {
    mirror.close();
    other.close();
  }

  /** An attack, which is told a file and an address that nobody may read. */
  interface Attack {
    UnaryOperator<ScriptedReply> on(String file, String address);
  }

  private UnaryOperator<ScriptedReply> damage(Attack attack) {
    return attack.on(canary.toUri().toString(), other.origin() + "/evil.dtd");
  }

  static Stream<Named<Attack>> attacks() {
    return Stream.of(
        Named.of("entity from a file", (f, a) -> ScriptedHostility.externalEntity(f)),
        Named.of("entity from the network", (f, a) -> ScriptedHostility.externalEntity(a)),
        Named.of("parameter entity", (f, a) -> ScriptedHostility.parameterEntity(a)),
        Named.of("DTD from the network", (f, a) -> ScriptedHostility.externalDtd(a)),
        Named.of("billion laughs", (f, a) -> ScriptedHostility.billionLaughs()),
        Named.of("attribute of 5 MB", (f, a) -> ScriptedHostility.hugeAttribute(5_000_000)),
        Named.of("100,000 elements deep", (f, a) -> ScriptedHostility.deep(100_000)));
  }

  private Mirror.Run sync() {
    return assertTimeoutPreemptively(Duration.ofSeconds(60), () -> mirror.sync());
  }

  private void assertHarmless(Mirror.Run run) {
    assertThat(other.log().all()).isEmpty();
    assertThat(run.writes("DELETE")).isEmpty();
    String everything = run + mirror.names().toString() + mirror.traced();
    assertThat(everything).doesNotContain("canary-in-a-file");
    assertThat(mirror.source().log().raw()).doesNotContain("canary-in-a-file");
    assertThat(mirror.target().log().raw()).doesNotContain("canary-in-a-file");
  }

  @ParameterizedTest
  @MethodSource("attacks")
  @DisplayName("S08 in a listing of changes: nothing is fetched, nothing deleted, memory bounded")
  void inChanges(Attack attack) {
    mirror.sync();
    mirror.from().put("p1.vcf", card("p1", "Changed"));
    mirror.source().faults().on("REPORT").saying("sync-collection").change(damage(attack));
    assertHarmless(sync());
    mirror.source().faults().clear();
    mirror.sync();
    assertThat(mirror.names()).hasSize(5).containsEntry("p1", "Changed");
  }

  @ParameterizedTest
  @MethodSource("attacks")
  @DisplayName("S08 in the contents: the items are read one by one, and all arrive")
  void inContents(Attack attack) {
    mirror.source().faults().on("REPORT").saying("multiget").change(damage(attack));
    Mirror.Run run = sync();
    assertHarmless(run);
    assertThat(run.report().troubles()).isEmpty();
    assertThat(mirror.names()).hasSize(5);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  @DisplayName("S08 in discovery and in the list of folders: the run ends cleanly")
  void inFolders(Attack attack) {
    mirror.source().faults().on("PROPFIND").change(damage(attack));
    assertHarmless(sync());
  }

  @ParameterizedTest
  @MethodSource("attacks")
  @DisplayName("S08 in the body of a refusal: the item is refused, whatever it says")
  void inRefusal(Attack attack) {
    mirror
        .target()
        .faults()
        .on("PUT")
        .where(request -> request.path().endsWith("p3.vcf"))
        .answer(
            damage(attack)
                .apply(ScriptedReply.error(403, ScriptedNames.card("valid-address-data"))));
    Mirror.Run run = sync();
    assertHarmless(run);
    assertThat(mirror.names()).hasSize(4).doesNotContainKey("p3");
    assertThat(run.report().pending()).hasSize(1);
    assertThat(List.of(run.report().pending().get(0).title())).containsExactly("Person 3");
  }
}
