// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.ArrayList;
import java.util.List;
import org.oneway.connectors.imap.Appending.Wanted;
import org.oneway.connectors.imap.Changing.About;
import org.oneway.engine.item.Finding;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Write;

/** The writes of a batch, sorted by what is to be done. */
final class Writes implements Write.Visitor<Boolean> {
  static final Outcome STALE = new Outcome.Stale();

  final List<Wanted> appends = new ArrayList<>();
  final List<Write.Move> moves = new ArrayList<>();
  final List<About> updates = new ArrayList<>();
  final List<About> deletes = new ArrayList<>();
  final List<Write> refused = new ArrayList<>();

  static Outcome refused(String why) {
    return new Outcome.Refused(Finding.broken("", why));
  }

  static Writes of(List<Write> batch) {
    Writes sorted = new Writes();
    batch.forEach(write -> write.accept(sorted));
    return sorted;
  }

  @Override
  public Boolean create(Write.Create write) {
    return appends.add(new Wanted(write, write.folder(), write.item(), write.content()));
  }

  @Override
  public Boolean update(Write.Update write) {
    return updates.add(About.of(write));
  }

  @Override
  public Boolean move(Write.Move write) {
    return moves.add(write);
  }

  @Override
  public Boolean delete(Write.Delete write) {
    return deletes.add(About.of(write));
  }

  @Override
  public Boolean join(Write.Join write) {
    return refused.add(write);
  }

  @Override
  public Boolean leave(Write.Leave write) {
    return refused.add(write);
  }

  @Override
  public Boolean restore(Write.Restore write) {
    return write.over() ? updates.add(About.of(write)) : appends.add(Wanted.of(write));
  }
}
