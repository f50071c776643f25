// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.oneway.cli.json.CountsJson;
import org.oneway.cli.terminal.Words;
import org.oneway.cli.work.SyncStatus;
import org.oneway.cli.work.Waiting;
import org.oneway.engine.item.Finding;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.RunRecord;

/** What {@code status.json} tells of a state that another process holds. */
public final class Told {
  private final JsonNode status;

  private Told(JsonNode status) {
    this.status = status;
  }

  /** What is told of the state in this directory, if anything is. */
  public static Optional<Told> of(Path directory) {
    return StatusFile.read(directory).map(Told::new);
  }

  /** How the syncs stood when this was written. */
  public List<SyncStatus> syncs() {
    List<SyncStatus> syncs = new ArrayList<>();
    for (JsonNode sync : status.path("syncs")) {
      String name = sync.path("name").asText();
      syncs.add(
          new SyncStatus(
              name,
              sync.path("configured").asBoolean(),
              sync.has("lastRun") ? run(name, sync.path("lastRun")) : Optional.empty(),
              sync.path("known").asLong(),
              sync.path("inSync").asLong(),
              sync.path("attention").asInt(),
              sync.path("ignored").asInt(),
              sync.path("drifted").asInt(),
              sync.path("ownFields").asInt()));
    }
    return syncs;
  }

  /** The latest runs, newest first. */
  public List<RunRecord> runs() {
    List<RunRecord> runs = new ArrayList<>();
    for (JsonNode run : status.path("runs")) {
      run(run.path("sync").asText(), run).ifPresent(runs::add);
    }
    return runs;
  }

  private static Optional<RunRecord> run(String sync, JsonNode run) {
    return time(run.path("start").asText())
        .map(
            start ->
                new RunRecord(
                    run.path("id").asText(),
                    sync,
                    start,
                    Duration.ofMillis(run.path("milliseconds").asLong()),
                    run.path("exit").asInt(),
                    CountsJson.read(run),
                    run.path("result").asText()));
  }

  /** What was not settled. */
  public List<Waiting> pending() {
    List<Waiting> all = new ArrayList<>();
    for (JsonNode pending : status.path("pending")) {
      Optional<Pending.Reason> reason = reason(pending.path("reason").asText());
      Optional<Instant> since = time(pending.path("since").asText());
      if (reason.isPresent() && since.isPresent()) {
        all.add(
            new Waiting(
                pending.path("sync").asText(),
                new Pending(
                    pending.path("id").asText(),
                    "",
                    Optional.empty(),
                    pending.path("title").asText(),
                    reason.get(),
                    new Finding(
                        Finding.Level.BROKEN,
                        pending.path("property").asText(),
                        pending.path("place").asText(),
                        pending.path("text").asText()),
                    since.get(),
                    pending.path("attempts").asInt(),
                    pending.path("ignored").asBoolean())));
      }
    }
    return all;
  }

  private static Optional<Pending.Reason> reason(String word) {
    return java.util.Arrays.stream(Pending.Reason.values())
        .filter(reason -> reason.name().equals(word.toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The run that is under way, if its process is alive. */
  public Optional<String> run() {
    return running().map(running -> running.path("run").asText()).filter(run -> !run.isEmpty());
  }

  private Optional<JsonNode> running() {
    return Optional.of(status.path("running"))
        .filter(JsonNode::isObject)
        .filter(running -> ProcessHandle.of(running.path("pid").asLong()).isPresent());
  }

  /** Who holds the state and how far that process is, in a sentence; empty where nobody says. */
  public Optional<String> progress() {
    return running()
        .map(
            running -> {
              String sync = running.path("sync").asText();
              long done = running.path("done").asLong();
              long planned = running.path("planned").asLong();
              return "At work: pid "
                  + running.path("pid").asLong()
                  + ", \""
                  + running.path("command").asText()
                  + "\""
                  + (sync.isEmpty() ? "" : ", " + sync + ", " + running.path("phase").asText())
                  + (done == 0 ? "" : " " + Words.number(done))
                  + (planned == 0 ? "" : "/" + Words.number(planned))
                  + ". What follows is from before.";
            });
  }
}
