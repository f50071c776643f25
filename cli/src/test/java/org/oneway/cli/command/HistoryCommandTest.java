// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.state.h2.H2State;

final class HistoryCommandTest {
  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void openDesk() {
    desk = Desk.withPeople(directory, 40);
  }

  private Desk.Answer call(String... arguments) {
    return desk.aMinuteLater(arguments);
  }

  private String sync() {
    return call("sync", "--json").json().path("run").asText();
  }

  /** One comes, one goes, one changes, one is broken. */
  private String mixedSync() {
    desk.write(
        "source.vcf",
        Cards.people(2, 41).replace("TEL:+44 20 7946 0002", "TEL:+44 20 7946 9999")
            + "BEGIN:VCARD\nVERSION:4.0\nUID:cut\nFN:Cut off\n");
    return sync();
  }

  private Path log(String run) {
    return directory.resolve("state/runs").resolve(run).resolve("contacts.jsonl");
  }

  private List<JsonNode> lines(String text) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : text.lines().toList()) {
      nodes.add(new ObjectMapper().readTree(line));
    }
    return nodes;
  }

  @Test
  void runsAreListedNewestFirst() {
    String first = sync();
    String second = mixedSync();
    String third = sync();

    Desk.Answer answer = call("history");

    assertThat(answer.exit()).isZero();
    assertThat(answer.out().lines().map(line -> line.split(" ", -1)[0]).toList())
        .containsExactly("RUN", third, second, first, "Details:");
    assertThat(answer.out())
        .containsPattern(first + " +contacts +06:15:00 .* 40 +0 +0 +0 .*ok, 40 changes \\(0\\)")
        .containsPattern(second + " +contacts .* 1 +1 +2 +1 .*\\(2\\)");
    assertThat(call("history", "--limit", "1").out()).contains(third).doesNotContain(second);
    assertThat(call("history", "contacts").out()).contains(first, second, third);
  }

  @Test
  void aRunShowsWhatItDidToEachItem() {
    sync();
    String run = mixedSync();

    Desk.Answer answer = call("history", run);

    assertThat(answer.exit()).isZero();
    assertThat(answer.out())
        .contains("1 added   1 changed   2 deleted")
        .containsPattern("\\+ Given40 Family40 +new in \"book\"")
        .containsPattern("~ Given2 Family2 +phone \\+44 20 7946 0002 -> \\+44 20 7946 9999")
        .containsPattern("- Given0 Family0 +deleted from \"book\"")
        .containsPattern("! Cut off +broken, skipped: source.vcf line \\d+: ")
        .contains("oneway undo " + run);
  }

  @Test
  void whatWasAskedOfEachSideIsRemembered() throws IOException {
    JsonNode sides = call("sync", "--json").json().at("/syncs/0/sides");
    String second = mixedSync();
    JsonNode undone = call("undo", second, "--json").json();

    List<JsonNode> runs = lines(call("history", "--json-lines").out());
    List<JsonNode> run = lines(call("history", second, "--json-lines").out());

    assertThat(runs).hasSize(3);
    assertThat(runs.get(2).path("sides")).isEqualTo(sides);
    assertThat(runs.get(2).path("counts").has("source_reads")).isFalse();
    assertThat(runs.get(1).at("/sides/source/writes").asLong(-1)).isZero();
    assertThat(undone.at("/syncs/0/sides")).isEqualTo(runs.get(0).path("sides"));
    assertThat(undone.at("/syncs/0/sides/target/writes").asLong()).isPositive();
    assertThat(undone.at("/syncs/0/sides").has("source")).isFalse();
    assertThat(run.get(0).path("run").asText()).isEqualTo(second);
    assertThat(run.get(run.size() - 1).path("event").asText()).isEqualTo("end");
    assertThat(run.get(run.size() - 1).path("sides")).isEqualTo(run.get(0).path("sides"));
    assertThat(call("history").out()).containsPattern(second + ".* \\d[\\d.]* kB +");
  }

  @Test
  void aProgramReadsTheSameOfARun() {
    sync();
    String run = mixedSync();

    JsonNode json = call("history", run, "--json").json();

    assertThat(json.path("run").asText()).isEqualTo(run);
    JsonNode counts = json.path("runs").path(0).path("counts");
    assertThat(counts.path("deleted").asInt()).isEqualTo(2);
    assertThat(json.path("runs").path(0).path("to").path("name").asText()).isEqualTo("book");
    List<String> names = new ArrayList<>();
    json.path("events").forEach(event -> names.add(event.path("event").asText()));
    assertThat(names)
        .startsWith("start", "plan")
        .contains("added", "changed", "deleted", "quarantined")
        .endsWith("end");
    assertThat(call("history", "--json").json().path("runs")).hasSize(2);
  }

  @Test
  void eventsAreToldAsTheyHappenAndTheAnswerLast() throws IOException {
    List<JsonNode> planned = lines(call("plan", "--json-lines").out());
    List<JsonNode> done = lines(call("sync", "--json-lines").out());

    assertThat(done.get(0).path("event").asText()).isEqualTo("start");
    assertThat(done.stream().filter(e -> e.path("event").asText().equals("added"))).hasSize(40);
    assertThat(done.get(done.size() - 1).path("added").asInt()).isEqualTo(40);
    assertThat(done.get(done.size() - 1).path("exit").asInt()).isZero();
    assertThat(planned.stream().filter(e -> e.path("planned").asBoolean())).hasSize(40);
    assertThat(planned.get(planned.size() - 1).path("command").asText()).isEqualTo("plan");
  }

  @Test
  void anUndoIsARunToo() {
    sync();
    String run = mixedSync();
    String undo = call("undo", run, "--json").json().path("run").asText();

    assertThat(call("history", undo).out())
        .containsPattern("~ Given2 Family2 +changed")
        .containsPattern("\\+ Given0 Family0 +new")
        .containsPattern("- Given40 Family40 +deleted");
    assertThat(call("history").out()).containsPattern(undo + ".*undo of " + run);
  }

  @Test
  void aRunThatWasCutOffIsReadableAndCalledInterrupted() throws IOException {
    sync();
    String run = mixedSync();
    String whole = Files.readString(log(run));
    Path killed = Files.createDirectories(directory.resolve("state/runs/2026-11-22-0700"));
    String cut = whole.substring(0, whole.indexOf("\"event\":\"deleted\"") + 30);
    Files.writeString(killed.resolve("contacts.jsonl"), cut);

    assertThat(call("history").out()).containsPattern("2026-11-22-0700 .*interrupted");
    Desk.Answer answer = call("history", "2026-11-22-0700");
    assertThat(answer.out()).contains("interrupted", "Given40").doesNotContain("Given0 ");
    assertThat(call("history", "2026-11-22-0700", "--report", "html").out())
        .contains("was cut off");
  }

  @Test
  void whileTheStateIsHeldTheLogsAnswer() {
    String run = sync();
    try (H2State held = H2State.open(directory.resolve("state"), InstantSource.system(), "test")) {
      assertThat(held.syncs()).containsExactly("contacts");

      Desk.Answer answer = call("history");

      assertThat(answer.exit()).isZero();
      assertThat(answer.err()).contains("Another oneway", "\"test\"");
      assertThat(answer.out()).contains(run, "ok, 40 changes (0)");
      assertThat(call("history", run).out()).contains("Given7 Family7");
    }
  }

  @Test
  void anUnknownRunIsRefusedWithTheNearest() {
    String run = sync();

    Desk.Answer answer = call("history", run + "9");

    assertThat(answer.exit()).isEqualTo(10);
    assertThat(answer.err()).contains("Did you mean \"" + run + "\"?").contains("[E-RUN, exit 10]");
    assertThat(call("history", "../state").exit()).isEqualTo(10);
    assertThat(call("history", "..").exit()).isEqualTo(10);
  }

  @Test
  void logsArePrivateAndQuietRunsLeaveNone() throws IOException {
    String run = sync();
    String quiet = sync();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log(run))))
        .isEqualTo("rw-------");
    assertThat(log(quiet).getParent()).doesNotExist();
    assertThat(call("history", quiet).out()).contains("It changed nothing.");
  }

  @Test
  void logsAreKeptForNinetyDays() throws IOException {
    String run = sync();
    // Files have the time of the machine, and the command that of the desk.
    Files.setLastModifiedTime(
        log(run).getParent(), FileTime.from(Instant.parse("2026-11-22T06:15:00Z")));
    desk.clock.pass(Duration.ofDays(91));
    desk.write("source.vcf", Cards.people(0, 41));
    String next = sync();

    assertThat(log(next)).exists();
    assertThat(log(run)).doesNotExist();
  }

  @Test
  void aReportGoesIntoAFileForTheUserAlone() throws IOException {
    String run = mixedSync();

    Desk.Answer answer = call("history", run, "--report", "html", "--output", "report.html");

    assertThat(answer.exit()).isZero();
    Path file = directory.resolve("report.html");
    assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>").contains("Given40");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(call("history", run, "--report", "csv", "--output", "none/x.csv").exit())
        .isEqualTo(10);
    assertThat(call("history", run, "--report", "pdf").exit()).isEqualTo(64);
    assertThat(call("history", "--report", "csv").out()).startsWith("run,sync,start,");
  }
}
