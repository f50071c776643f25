// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.Side;
import org.oneway.engine.store.StoreException;

/**
 * What goes wrong in one run, and the count of what could go wrong. Calls, writes and commits are
 * counted from 1; making a folder and settling count as writes too. Where something happens to a
 * write, batches are handed on write by write. Safe for use by several threads.
 */
public final class Faults {
  /** What happens at one write. */
  enum AtWrite {
    NOTHING,
    CUT_BEFORE,
    CUT_AFTER,
    LOSE_REPLY,
    FAIL,
    STALE
  }

  private final Map<Integer, AtWrite> atWrites = new HashMap<>();
  private final Map<Integer, StoreException> writeFailures = new HashMap<>();
  private final Map<Side, Map<Integer, StoreException>> callFailures = new HashMap<>();
  private final Map<Side, Integer> breakOffs = new HashMap<>();
  private final Map<Side, Predicate<Reference>> withoutVersion = new HashMap<>();
  private final List<Side> lostCheckpoints = new ArrayList<>();
  private final Map<Side, Integer> calls = new HashMap<>();
  private int cutBeforeCommit;
  private int cutAfterCommit;
  private int writes;
  private int commits;
  private int brokeOff;
  private boolean powerIsOff;

  /** The process is killed before the {@code n}-th write reaches the store. */
  public Faults cutBeforeWrite(int n) {
    return atWrite(n, AtWrite.CUT_BEFORE);
  }

  /** The process is killed when the store has carried out the {@code n}-th write. */
  public Faults cutAfterWrite(int n) {
    return atWrite(n, AtWrite.CUT_AFTER);
  }

  /** The store carries out the {@code n}-th write, and the answer is lost. */
  public Faults loseReply(int n) {
    return atWrite(n, AtWrite.LOSE_REPLY);
  }

  /** The {@code n}-th write is stale, although nobody has written. */
  public Faults staleAt(int n) {
    return atWrite(n, AtWrite.STALE);
  }

  /** The {@code n}-th write does not happen, because the store fails as a whole. */
  public synchronized Faults failWrite(int n, StoreException why) {
    writeFailures.put(n, why);
    return atWrite(n, AtWrite.FAIL);
  }

  private synchronized Faults atWrite(int n, AtWrite what) {
    atWrites.put(n, what);
    return this;
  }

  /** The process is killed before the {@code n}-th commit. */
  public synchronized Faults cutBeforeCommit(int n) {
    cutBeforeCommit = n;
    return this;
  }

  /** The process is killed directly after the {@code n}-th commit. */
  public synchronized Faults cutAfterCommit(int n) {
    cutAfterCommit = n;
    return this;
  }

  /** The {@code n}-th reading call at this side fails; pulling a change is a call. */
  public synchronized Faults failCall(Side side, int n, StoreException why) {
    callFailures.computeIfAbsent(side, s -> new HashMap<>()).put(n, why);
    return this;
  }

  /** Every listing at this side breaks off after so many changes. */
  public synchronized Faults breakOff(Side side, int after) {
    breakOffs.put(side, after);
    return this;
  }

  /** This side tells no version of these items. */
  public synchronized Faults dropVersions(Side side, Predicate<Reference> which) {
    withoutVersion.put(side, which);
    return this;
  }

  /** This side no longer knows any checkpoint given before. */
  public synchronized Faults loseCheckpoints(Side side) {
    lostCheckpoints.add(side);
    return this;
  }

  /** How many writes there were. */
  public synchronized int writes() {
    return writes;
  }

  /** How many commits there were. */
  public synchronized int commits() {
    return commits;
  }

  /** How many reading calls there were at this side. */
  public synchronized int calls(Side side) {
    return calls.getOrDefault(side, 0);
  }

  /** Whether the process was killed. */
  public synchronized boolean powerIsOff() {
    return powerIsOff;
  }

  synchronized void call(Side side) throws StoreException {
    power();
    int n = calls.merge(side, 1, Integer::sum);
    Optional<StoreException> failure =
        Optional.ofNullable(callFailures.getOrDefault(side, Map.of()).get(n));
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** Counts a write and says what happens at it. */
  synchronized AtWrite nextWrite() throws StoreException {
    power();
    writes++;
    AtWrite what = atWrites.getOrDefault(writes, AtWrite.NOTHING);
    if (what == AtWrite.CUT_BEFORE) {
      throw cut("before write " + writes);
    }
    if (what == AtWrite.FAIL) {
      throw writeFailures.get(writes);
    }
    return what;
  }

  /** Whether nothing happens to writes, so that a batch need not be taken apart. */
  synchronized boolean letBatchPass(int size) {
    if (powerIsOff || !atWrites.isEmpty()) {
      return false;
    }
    writes += size;
    return true;
  }

  synchronized void beforeCommit() {
    power();
    commits++;
    if (commits == cutBeforeCommit) {
      throw cut("before commit " + commits);
    }
  }

  synchronized void afterCommit() {
    if (commits == cutAfterCommit) {
      throw cut("after commit " + commits);
    }
  }

  /** How many listings broke off. */
  public synchronized int brokeOff() {
    return brokeOff;
  }

  synchronized boolean breaksOffAfter(Side side, int changes) {
    boolean breaks = breakOffs.getOrDefault(side, Integer.MAX_VALUE) <= changes;
    brokeOff += breaks ? 1 : 0;
    return breaks;
  }

  synchronized boolean dropsVersion(Side side, Reference reference) {
    return withoutVersion.getOrDefault(side, r -> false).test(reference);
  }

  synchronized boolean losesCheckpoint(Side side) {
    return lostCheckpoints.contains(side);
  }

  synchronized PowerCut cut(String where) {
    powerIsOff = true;
    return new PowerCut(where);
  }

  /** Goes on only while there is power. */
  synchronized void power() {
    if (powerIsOff) {
      throw new PowerCut("long ago");
    }
  }
}
