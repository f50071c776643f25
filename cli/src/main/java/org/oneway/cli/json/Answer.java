// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.work.Findings;
import org.oneway.cli.work.Result;
import org.oneway.cli.work.SyncStatus;
import org.oneway.cli.work.TakingBack;
import org.oneway.cli.work.Waiting;
import org.oneway.engine.item.Finding;
import org.oneway.engine.plan.Counts;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Held;
import org.oneway.engine.plan.Notice;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.Sides.StoreName;

/**
 * The object that a command answers with under {@code --json}. Its members keep their names and
 * meaning from release to release; new ones may be added.
 */
public final class Answer {
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();

  /** The answer of a command. */
  public Answer(String command) {
    root.put("command", command);
  }

  /** The object, with how the command ends. */
  public ObjectNode ending(ExitCode exit) {
    root.put("exit", exit.number());
    return root;
  }

  /** The object as it is. */
  public ObjectNode object() {
    return root;
  }

  /** A text of the answer itself. */
  public Answer put(String member, String value) {
    root.put(member, value);
    return this;
  }

  /** A number of the answer itself. */
  public Answer put(String member, long value) {
    root.put(member, value);
    return this;
  }

  /** The counters of the answer itself. */
  public Answer counts(Counts counts) {
    put(root, counts);
    return this;
  }

  /** A list of texts. */
  public Answer texts(String member, List<String> values) {
    ArrayNode list = root.putArray(member);
    values.forEach(list::add);
    return this;
  }

  /** A tree of its own. */
  public Answer put(String member, JsonNode value) {
    root.set(member, value);
    return this;
  }

  /** What became of jobs: the counters of all together, then each. */
  public Answer results(List<Result> results) {
    Counts total = Counts.ZERO;
    for (Result result : results) {
      for (Count count : Count.values()) {
        total = total.plus(count, result.counts().of(count));
      }
    }
    put(root, total);
    ArrayNode held = root.putArray("held");
    ArrayNode notices = root.putArray("notices");
    ArrayNode pending = root.putArray("pending");
    ArrayNode errors = root.putArray("errors");
    ArrayNode syncs = root.putArray("syncs");
    for (Result result : results) {
      String name = result.job().name();
      result.held().ifPresent(h -> held.add(of(name, h)));
      result.notices().forEach(notice -> notices.add(of(name, notice)));
      result.pending().forEach(p -> pending.add(of(new Waiting(name, p))));
      result.troubles().forEach(trouble -> errors.add(of(trouble).put("sync", name)));
      syncs.add(of(result));
    }
    return this;
  }

  /** What was taken back, sync by sync. */
  public Answer takenBack(List<TakingBack.Result> results) {
    ArrayNode syncs = root.putArray("syncs");
    for (TakingBack.Result result : results) {
      ObjectNode sync = syncs.addObject().put("name", result.sync());
      sync.put("exit", result.exit().number());
      result.record().ifPresent(record -> CountsJson.put(sync, record.counts()));
    }
    return this;
  }

  /** What went wrong outside of any job. */
  public Answer errors(List<Trouble> troubles) {
    ArrayNode errors = root.withArrayProperty("errors");
    troubles.forEach(trouble -> errors.add(of(trouble)));
    return this;
  }

  /** The operations of a plan, as far as they are told, and how many there are in all. */
  public Answer operations(List<ObjectNode> told, long all) {
    ArrayNode operations = root.putArray("operations");
    told.forEach(operations::add);
    root.put("operationsInAll", all);
    return this;
  }

  /** How syncs stand. */
  public Answer status(List<SyncStatus> all) {
    ArrayNode syncs = root.putArray("syncs");
    for (SyncStatus status : all) {
      ObjectNode sync = syncs.addObject();
      sync.put("name", status.name());
      sync.put("configured", status.configured());
      sync.put("known", status.known());
      sync.put("inSync", status.inSync());
      sync.put("attention", status.attention());
      sync.put("ignored", status.ignored());
      sync.put("drifted", status.drifted());
      sync.put("ownFields", status.ownFields());
      status.lastRun().ifPresent(run -> sync.set("lastRun", of(run)));
    }
    return this;
  }

  /** What is not settled. */
  public Answer pending(List<Waiting> all) {
    ArrayNode pending = root.putArray("pending");
    all.forEach(waiting -> pending.add(of(waiting)));
    return this;
  }

  /** What was repaired or could not be carried. */
  public Answer findings(Findings findings) {
    root.set("findings", of(findings));
    return this;
  }

  private static ObjectNode of(Result result) {
    ObjectNode sync = JsonNodeFactory.instance.objectNode();
    sync.put("name", result.job().name());
    sync.set("from", of(result.job().settings().sides().source()));
    sync.set("to", of(result.job().settings().sides().target()));
    sync.put("exit", result.exitOfRun().number());
    sync.put("milliseconds", result.took().toMillis());
    put(sync, result.counts());
    CountsJson.putSides(sync, result.traffic());
    ArrayNode folders = sync.putArray("newFolders");
    result.newFolders().forEach(folders::add);
    sync.set("findings", of(result.findings()));
    return sync;
  }

  /** A store. */
  public static ObjectNode of(StoreName store) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", store.name())
        .put("type", store.type());
  }

  private static void put(ObjectNode object, Counts counts) {
    for (Count count : Count.values()) {
      object.put(member(count), counts.of(count));
    }
  }

  /** {@code READ_SOURCE} is readSource. */
  public static String member(Count count) {
    StringBuilder name = new StringBuilder();
    for (String word : count.name().toLowerCase(Locale.ROOT).split("_", -1)) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }

  /** What the guard holds. */
  public static ObjectNode of(String sync, Held held) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("sync", sync).put("token", held.token());
    ArrayNode folders = object.putArray("folders");
    held.folders()
        .forEach(
            folder ->
                folders
                    .addObject()
                    .put("name", folder.name())
                    .put("deletions", folder.deletions())
                    .put("recent", folder.recent())
                    .put("kept", folder.kept())
                    .put("listed", folder.listed())
                    .put("why", folder.why()));
    return object;
  }

  /** Something a user should know. */
  public static ObjectNode of(String sync, Notice notice) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("sync", sync)
        .put("about", word(notice.about()))
        .put("folder", notice.folder())
        .put("title", notice.title())
        .put("text", notice.text());
  }

  /** An item that is not settled. */
  public static ObjectNode of(Waiting waiting) {
    Pending pending = waiting.pending();
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", pending.id())
        .put("sync", waiting.sync())
        .put("title", pending.title())
        .put("reason", word(pending.reason()))
        .put("property", pending.finding().property())
        .put("place", pending.finding().place())
        .put("text", pending.finding().reason())
        .put("since", pending.since().toString())
        .put("attempts", pending.attempts())
        .put("ignored", pending.ignored());
  }

  /** What went wrong. */
  public static ObjectNode of(Trouble trouble) {
    ObjectNode object =
        JsonNodeFactory.instance
            .objectNode()
            .put("code", trouble.code())
            .put("exit", trouble.exit().number())
            .put("message", trouble.what());
    ArrayNode details = object.putArray("details");
    trouble.more().forEach(details::add);
    return object;
  }

  /** A run. */
  public static ObjectNode of(RunRecord run) {
    ObjectNode object =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", run.id())
            .put("start", run.start().toString())
            .put("milliseconds", run.took().toMillis())
            .put("exit", run.exitCode())
            .put("result", run.result());
    CountsJson.put(object, run.counts());
    return object;
  }

  private static ObjectNode of(Findings findings) {
    Map<Finding.Level, Integer> counts = new EnumMap<>(Finding.Level.class);
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Finding.Level level : Finding.Level.values()) {
      counts.put(level, findings.count(level));
    }
    counts.forEach((level, count) -> object.put(word(level), count));
    return object;
  }

  /** An operation of a plan. */
  public static ObjectNode of(String sync, Operation operation, String changes) {
    ObjectNode object =
        JsonNodeFactory.instance
            .objectNode()
            .put("sync", sync)
            .put("action", word(operation.action()))
            .put("title", operation.title())
            .put("changes", changes);
    ArrayNode reasons = object.putArray("reasons");
    new ArrayList<>(operation.reasons()).forEach(reasons::add);
    return object;
  }

  /** {@code POSSIBLE_TWIN} is possible-twin. */
  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
