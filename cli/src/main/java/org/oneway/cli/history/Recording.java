// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.oneway.cli.json.Answer;
import org.oneway.cli.json.CountsJson;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.work.Result;
import org.oneway.cli.work.Waiting;
import org.oneway.engine.item.Finding;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Held;
import org.oneway.engine.plan.Notice;
import org.oneway.engine.plan.Plan;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.Sides;

/** One sync of a run while it is recorded: its beginning, what happens, and its ending. */
public final class Recording implements AutoCloseable {
  private final String sync;
  private final Optional<EventLog> log;
  private final Consumer<ObjectNode> told;
  private final Events events;
  private final Set<Notice> notices = new HashSet<>();
  private final Set<String> quarantined = new HashSet<>();
  private Optional<Held> held = Optional.empty();
  private boolean isEventful;

  Recording(String sync, Optional<EventLog> log, Consumer<ObjectNode> told) {
    this.sync = sync;
    this.log = log;
    this.told = told;
    this.events = new Events(sync, this::event);
  }

  /** Where what happens is told. */
  public Events events() {
    return events;
  }

  /** A broken item is told when it is quarantined; everything else makes a run worth its log. */
  private void event(ObjectNode event) {
    if (event.path("level").asText().equals(Answer.word(Finding.Level.BROKEN))) {
      return;
    }
    isEventful = true;
    pass(event);
  }

  private void pass(ObjectNode event) {
    log.ifPresent(file -> file.accept(event));
    told.accept(event);
  }

  /** The beginning; {@code more} says what the run is and where it takes place. */
  public void begin(Sides sides, ObjectNode more) {
    ObjectNode start = events.event("start", more);
    start.set("from", Answer.of(sides.source()));
    start.set("to", Answer.of(sides.target()));
    pass(start);
  }

  /** What is planned, before any of it is done. */
  public void planned(Plan plan, Result planned) {
    events.folders(plan.folders());
    ObjectNode event = events.event("plan");
    for (Counts.Count count : Counts.Count.values()) {
      event.put(Answer.member(count), planned.counts().of(count));
    }
    pass(event);
    for (String folder : planned.newFolders()) {
      event(events.event("new-folder").put("folder", Events.cut(folder)));
    }
    tell(planned);
  }

  private void tell(Result result) {
    for (Notice notice : result.notices()) {
      if (notices.add(notice)) {
        ObjectNode object = Answer.of(sync, notice);
        object.put("title", Events.cut(notice.title())).put("text", Events.cut(notice.text()));
        event(events.event("notice", object));
      }
    }
    for (Pending pending : result.pending()) {
      if (quarantined.add(pending.id())) {
        ObjectNode object = Answer.of(new Waiting(sync, pending));
        object.put("title", Events.cut(pending.title()));
        pass(events.event("quarantined", object));
      }
    }
    if (!result.held().equals(held)) {
      held = result.held();
      held.ifPresent(h -> event(events.event("held", Answer.of(sync, h))));
    }
  }

  /** The ending of a run. */
  public void end(RunRecord record, Result result) {
    tell(result);
    end(record, result.troubles());
  }

  /** The ending of a run of which nothing else is known. */
  public void end(RunRecord record, List<Trouble> troubles) {
    for (Trouble trouble : troubles) {
      event(events.event("trouble", Answer.of(trouble)));
    }
    ObjectNode counts = events.event("end");
    counts.put("run", record.id());
    counts.put("milliseconds", record.took().toMillis());
    counts.put("exit", record.exitCode());
    counts.put("result", record.result());
    CountsJson.put(counts, record.counts());
    pass(counts);
    if (!isEventful) {
      log.ifPresent(EventLog::remove);
    }
  }

  /** Nothing came of it. */
  public void discard() {
    log.ifPresent(EventLog::remove);
  }

  /** What kept the log from being whole, if anything did. */
  public Optional<IOException> failure() {
    return log.flatMap(EventLog::failure);
  }

  @Override
  public void close() {
    log.ifPresent(EventLog::close);
  }
}
