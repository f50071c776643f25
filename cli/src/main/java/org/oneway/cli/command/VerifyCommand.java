// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.oneway.cli.config.Configuration;
import org.oneway.cli.config.Configuration.SyncConfig;
import org.oneway.cli.json.Answer;
import org.oneway.cli.screen.VerifyScreen;
import org.oneway.cli.trouble.ExitCode;
import org.oneway.cli.trouble.Refusal;
import org.oneway.cli.trouble.Trouble;
import org.oneway.cli.trouble.Troubles;
import org.oneway.cli.work.Scratch;
import org.oneway.cli.work.Verifying;
import org.oneway.engine.item.Reference;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.run.Verified;
import org.oneway.engine.state.StateStore;
import org.oneway.engine.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code oneway verify}. */
@Command(
    name = "verify",
    sortOptions = false,
    description = {
      "Reads both sides again and compares them. Without an option, what has the version that was"
          + " last seen is taken to be what it was. Writes nothing."
    },
    footer = {
      "  oneway verify                          each sync, by versions",
      "  oneway verify contacts --full          read every item of both sides",
      "  oneway verify contacts --sample 5%%     read one in twenty"
    })
final class VerifyCommand implements Callable<Integer> {
  @ParentCommand private Root root;

  @Mixin private NamedSyncs named = new NamedSyncs();

  @Option(names = "--full", description = "Read every item.")
  private boolean full;

  @Option(
      names = "--sample",
      paramLabel = "PERCENT",
      description = "Read so many of the items, others than the time before: 5%%.")
  private Optional<String> sample = Optional.empty();

  @Override
  public Integer call() {
    Session session = root.session();
    Configuration configuration = session.configuration();
    Jobs jobs = new Jobs(session, configuration);
    List<SyncConfig> syncs = named.of(jobs);
    Predicate<Reference> reread = reread(session);
    VerifyScreen screen =
        new VerifyScreen(session.screen(), session.invocation(), session.isVerbose());
    Troubles troubles = session.troubles();
    ArrayNode told = JsonNodeFactory.instance.arrayNode();
    List<Trouble> errors = new ArrayList<>();
    List<ExitCode> exits = new ArrayList<>();
    try (StateStore state = session.lookAtState(configuration);
        Scratch scratch = session.scratch(configuration, "verify")) {
      Verifying verifying = session.verifying(scratch);
      for (SyncConfig sync : syncs) {
        try {
          Verifying.Result result =
              verifying.verify(
                  jobs.job(sync, Optional.empty(), false), state.sync(sync.name()), reread);
          session.screen().clearProgress();
          screen.show(result);
          told.add(object(result));
          errors.addAll(result.troubles());
          exits.add(result.exit());
        } catch (StoreException e) {
          session.details(e);
          Trouble trouble = troubles.of(e, sync.name());
          errors.add(trouble);
          exits.add(trouble.exit());
          if (!session.isJson()) {
            session.screen().trouble(trouble);
          }
        }
      }
    }
    return session.end(
        new Answer("verify").put("syncs", told).errors(errors), ExitCode.worst(exits));
  }

  private Predicate<Reference> reread(Session session) {
    if (sample.isEmpty()) {
      return reference -> full;
    }
    int percent = percent(sample.get());
    long turn = session.surroundings().clock().instant().getEpochSecond();
    return reference -> full || Math.floorMod(mixed(reference, turn), 100) < percent;
  }

  /** Spreads references that differ little, and otherwise in each call. */
  private static long mixed(Reference reference, long turn) {
    long mixed = (reference.value().hashCode() + turn) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 32);
  }

  private static int percent(String text) {
    if (text.matches("([1-9][0-9]?|100)%")) {
      return Integer.parseInt(text.substring(0, text.length() - 1));
    }
    throw new Refusal(
        Trouble.of(
            "E-USAGE",
            ExitCode.USAGE,
            "--sample takes a share of the items, from 1% to 100%, not \"" + text + "\".",
            "For instance:  --sample 5%"));
  }

  private static ObjectNode object(Verifying.Result result) {
    Verified verified = result.verified();
    ObjectNode object =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", result.job().name())
            .put("verified", verified.isSound())
            .put("equal", verified.equal())
            .put("madeByTarget", verified.madeByTarget())
            .put("ownOfTarget", verified.ownOfTarget())
            .put("knownDeleted", verified.known())
            .put("edited", verified.edited())
            .put("missing", verified.missing())
            .put("waiting", verified.counts().writes())
            .put("skipped", verified.counts().of(Count.SKIPPED))
            .put("unmanaged", verified.unmanaged());
    ArrayNode notices = object.putArray("notices");
    verified.notices().forEach(notice -> notices.add(Answer.of(result.job().name(), notice)));
    return object;
  }
}
