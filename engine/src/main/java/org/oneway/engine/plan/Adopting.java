// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.similar.FieldChange;
import org.oneway.engine.similar.Merged;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Origin;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.Seen;

/** Pairs new source items with items that are at the target already. */
final class Adopting {
  private final Scratch scratch;
  private final PlanSettings settings;
  private final PlanDraft draft;
  private final Troubled troubled;
  private final IntSupplier numbers;

  /**
   * Adopts nothing yet.
   *
   * @param numbers the number of the next new pairing
   */
  Adopting(
      Scratch scratch,
      PlanSettings settings,
      PlanDraft draft,
      Troubled troubled,
      IntSupplier numbers) {
    this.scratch = scratch;
    this.settings = settings;
    this.draft = draft;
    this.troubled = troubled;
    this.numbers = numbers;
  }

  /**
   * The source's item at this position and the target's item {@code there} are one.
   *
   * @param why what shows it
   */
  void adopt(FolderPairing folder, long position, long there, String why) {
    Spooled now = scratch.spool().get(position);
    Spooled held = scratch.spool().get(there);
    Similarity similarity = Similarity.of(now.item().kind());
    Fingerprint nowPrint = similarity.fingerprint(now.item().json());
    Fingerprint herePrint = similarity.fingerprint(held.item().json());
    if (nowPrint.equals(herePrint)) {
      Pairing pairing = pairing(folder, now, nowPrint, held, herePrint, herePrint, 0);
      List<String> reasons = new ArrayList<>(List.of(why));
      reasons.addAll(similarity.reasons(now.item().json(), held.item().json()));
      draft.remember(pairing, false, position, -1, Row.ALREADY_SAME, now.title(), reasons);
      return;
    }
    PolicyChoice policy = new PolicyChoice(settings.policies());
    PolicyChoice.Winner winner = policy.winner(Optional.of(now), Optional.of(held));
    Verdict verdict = policy.of(Row.NEW_BUT_THERE, false, winner);
    if (verdict == Verdict.STOP) {
      troubled.add(
          draft.scopeName(folder),
          Optional.of(now.reference()),
          now.title(),
          Pending.Reason.CONFLICT,
          new Finding(
              Finding.Level.NOTE,
              "",
              "",
              "another edition is at the target; the policy is to stop"));
      return;
    }
    Merged merged = merged(verdict, similarity, now, held);
    Pairing pairing =
        pairing(
            folder,
            now,
            nowPrint,
            held,
            herePrint,
            similarity.fingerprint(merged.result()),
            merged.own());
    Decider.Case subject = Decider.Case.read(pairing, folder, position).because(why);
    for (FieldChange conflict : merged.conflicts()) {
      draft.conflict(subject, now.title(), conflict);
    }
    if (merged.applied().isEmpty()) {
      draft.remember(
          pairing, false, position, there, Row.NEW_BUT_THERE, now.title(), subject.reasons());
    } else {
      draft.count(Counts.Count.ADOPTED, 1);
      draft.update(
          pairing,
          false,
          subject,
          held,
          there,
          held.item().withJson(merged.result()),
          merged.applied(),
          Row.NEW_BUT_THERE,
          now.title(),
          now.findings());
    }
  }

  private static Merged merged(Verdict verdict, Similarity similarity, Spooled now, Spooled held) {
    ObjectNode there = held.item().json();
    if (verdict == Verdict.RESTORE) {
      return similarity.merge(there, there, now.item().json(), there, true);
    }
    return verdict == Verdict.ENRICH
        ? similarity.enrich(now.item().json(), there)
        : kept(similarity, now, held);
  }

  private static Merged kept(Similarity similarity, Spooled now, Spooled held) {
    List<FieldChange> differing = similarity.changes(held.item().json(), now.item().json());
    return new Merged(held.item().json(), List.of(), differing, differing.size());
  }

  private Pairing pairing(
      FolderPairing folder,
      Spooled now,
      Fingerprint nowPrint,
      Spooled held,
      Fingerprint herePrint,
      Fingerprint left,
      int own) {
    return new Pairing(
        numbers.getAsInt(),
        folder.number(),
        now.item().kind(),
        now.item().uid().orElseThrow(),
        held.item().uid().orElseThrow(),
        Origin.ADOPTED,
        new Seen(now.reference(), now.version(), nowPrint),
        new Seen(held.reference(), held.version(), herePrint),
        held.folders().contains(folder.target().id())
            ? folder.target().id()
            : held.folders().iterator().next(),
        left,
        own,
        now.item().updated(),
        Set.of());
  }
}
