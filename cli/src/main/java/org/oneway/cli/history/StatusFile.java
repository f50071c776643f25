// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.oneway.cli.json.Answer;
import org.oneway.cli.json.JsonTree;
import org.oneway.cli.work.PrivateFiles;
import org.oneway.cli.work.SyncStatus;
import org.oneway.cli.work.Waiting;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.StateException;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.store.Outcome;

/**
 * What a process that holds the state lets others know meanwhile: {@code status.json} beside it,
 * always replaced as a whole. It is of use to others only, so what keeps it from being written
 * keeps nobody from working.
 */
public final class StatusFile {
  /** The name of the file. */
  static final String NAME = "status.json";

  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final int RUNS = 100;
  private static final int MOST_PENDING = 1_000;
  private static final String RUNNING = "running";

  private final Path directory;
  private final InstantSource clock;
  private final List<String> configured;
  private ObjectNode status = JsonNodeFactory.instance.objectNode();
  private Instant written = Instant.EPOCH;

  /** The file beside the state in this directory; nothing is written yet. */
  public StatusFile(Path directory, InstantSource clock, List<String> configured) {
    this.directory = directory;
    this.clock = clock;
    this.configured = List.copyOf(configured);
  }

  /** From now on this process holds the state. What was known before is still told. */
  public void begin(StateStore state, String command) {
    Optional<JsonNode> before = read(directory).filter(last -> !last.has(RUNNING));
    status = before.map(last -> last.<ObjectNode>deepCopy()).orElseGet(() -> known(state));
    status
        .putObject(RUNNING)
        .put("pid", ProcessHandle.current().pid())
        .put("command", command)
        .put("since", clock.instant().toString());
    write();
  }

  /** Who works with the state tells what is wrong with it, if anything is. */
  private ObjectNode known(StateStore state) {
    try {
      return facts(state);
    } catch (StateException e) {
      status.remove(RUNNING);
      return status;
    }
  }

  private ObjectNode facts(StateStore state) {
    Answer answer = new Answer("status");
    answer.status(SyncStatus.all(state, configured));
    List<Waiting> waiting = Waiting.all(state);
    answer.pending(waiting.subList(0, Math.min(MOST_PENDING, waiting.size())));
    ObjectNode facts = answer.object();
    ArrayNode runs = facts.putArray("runs");
    for (RunRecord run : state.runs(RUNS)) {
      runs.add(Answer.of(run).put("sync", run.sync()));
    }
    return facts;
  }

  /** The state is let go of. */
  public void end(StateStore state) {
    status = known(state);
    write();
  }

  /** Follows one sync of a run, and writes how far it is every few seconds. */
  public RunListener following(String run, String sync) {
    return new Following(run, sync);
  }

  private final class Following implements RunListener {
    private final String run;
    private final String sync;
    private long planned;
    private long done;

    private Following(String run, String sync) {
      this.run = run;
      this.sync = sync;
      tell("reading", 0, 0, true);
    }

    @Override
    public void reading(Side side, String folder, long named) {
      tell("reading", named, 0, false);
    }

    @Override
    public void planned(Counts counts) {
      planned = counts.writes();
      tell("writing", done, planned, false);
    }

    @Override
    public void done(Operation operation, Outcome outcome) {
      done++;
      tell("writing", done, Math.max(done, planned), false);
    }

    private void tell(String phase, long reached, long all, boolean now) {
      Instant time = clock.instant();
      if (now || Duration.between(written, time).compareTo(PAUSE) >= 0) {
        ObjectNode progress = status.withObjectProperty(RUNNING);
        progress.put("run", run).put("sync", sync).put("phase", phase);
        progress.put("done", reached).put("planned", all).put("updated", time.toString());
        write();
      }
    }
  }

  private void write() {
    written = clock.instant();
    Path part = directory.resolve("." + NAME + ".part");
    try {
      Files.deleteIfExists(part);
      PrivateFiles.makeFile(part);
      Files.write(part, JsonTree.line(status).getBytes(StandardCharsets.UTF_8));
      Files.move(
          part,
          directory.resolve(NAME),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      written = Instant.MAX; // once is enough: the next process tries again
    }
  }

  /** What is known of the state in this directory; empty where nothing can be read. */
  public static Optional<JsonNode> read(Path directory) {
    try {
      return Optional.of(JsonTree.read(Files.readString(directory.resolve(NAME))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
