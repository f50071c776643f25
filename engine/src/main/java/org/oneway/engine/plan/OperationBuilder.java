// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.plan.Operation.Action;
import org.oneway.engine.similar.FieldChange;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Seen;

/** An operation in the making: of a known pairing, in its own folder, with nothing to send. */
final class OperationBuilder {
  private final Action action;
  private final Pairing pairing;
  private final Row row;
  private final String title;
  private final Map<String, Long> positions = new HashMap<>();
  private boolean known = true;
  private Optional<Seen> at = Optional.empty();
  private FolderId from;
  private FolderId to;
  private List<FieldChange> changes = new ArrayList<>();
  private List<String> reasons = new ArrayList<>();
  private List<Finding> findings = new ArrayList<>();

  OperationBuilder(Action action, Pairing pairing, Row row, String title) {
    this.action = action;
    this.pairing = pairing;
    this.row = row;
    this.title = title;
    this.from = pairing.targetFolder();
    this.to = pairing.targetFolder();
  }

  OperationBuilder known(boolean is) {
    known = is;
    return this;
  }

  OperationBuilder at(Seen seen) {
    at = Optional.of(seen);
    return this;
  }

  OperationBuilder in(FolderId folder) {
    from = folder;
    to = folder;
    return this;
  }

  OperationBuilder to(FolderId folder) {
    to = folder;
    return this;
  }

  OperationBuilder send(long position) {
    positions.put("send", position);
    return this;
  }

  OperationBuilder base(long position) {
    positions.put("base", position);
    return this;
  }

  OperationBuilder there(long position) {
    positions.put("there", position);
    return this;
  }

  OperationBuilder changes(List<FieldChange> made) {
    changes = made;
    return this;
  }

  OperationBuilder reasons(List<String> why) {
    reasons = why;
    return this;
  }

  OperationBuilder findings(List<Finding> found) {
    findings = found;
    return this;
  }

  Operation build(long id) {
    return new Operation(
        id,
        action,
        pairing.folder(),
        row,
        pairing,
        known,
        at.map(Seen::reference),
        at.flatMap(Seen::version),
        from,
        to,
        positions.getOrDefault("send", -1L),
        positions.getOrDefault("base", -1L),
        positions.getOrDefault("there", -1L),
        title,
        changes,
        reasons,
        findings);
  }
}
