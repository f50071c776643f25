// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How this server differs from others that are also right, or nearly. What is not set is the manner
 * of a good server. Set before the first request, or between two.
 */
public final class ScriptedQuirks {
  /** What ETags are like. */
  public enum Etags {
    STRONG,
    WEAK,
    /** In no header and no property. */
    NONE,
    /** Strong, and another one after each time the content was read. */
    CHANGING_ON_GET
  }

  /** What a sync-token is answered that is not, or no longer, known. */
  public enum LostToken {
    FORBIDDEN_403,
    CONFLICT_409,
    GONE_410,
    ERROR_500,
    /** 403 without a DAV:error in it. */
    BARE_403,
    /** 207 with everything, as if there had been no token. */
    FULL_LISTING,
    /** 207 with nothing. */
    EMPTY_LISTING
  }

  volatile Etags etags = Etags.STRONG;
  volatile LostToken lostToken = LostToken.FORBIDDEN_403;
  volatile boolean etagOnPut = true;
  volatile boolean syncCollection = true;
  volatile boolean ctag = true;
  volatile int page;
  volatile boolean limitHonoured = true;
  volatile boolean removedInFirstListing;
  volatile boolean missingOmitted;
  volatile boolean movesItems = true;
  volatile boolean conditionsHeeded = true;
  volatile boolean compresses;
  volatile boolean absoluteHrefs;
  volatile int multigetLimit = Integer.MAX_VALUE;
  volatile long quota = Long.MAX_VALUE;
  volatile Optional<String> wellKnown = Optional.of(ScriptedTree.CONTEXT);
  volatile UnaryOperator<String> rewriting = UnaryOperator.identity();

  public ScriptedQuirks etags(Etags kind) {
    etags = kind;
    return this;
  }

  public ScriptedQuirks lostToken(LostToken answer) {
    lostToken = answer;
    return this;
  }

  /** A PUT is answered without ETag. */
  public ScriptedQuirks noEtagOnPut() {
    etagOnPut = false;
    return this;
  }

  /** There is no report sync-collection and no sync-token. */
  public ScriptedQuirks noSyncCollection() {
    syncCollection = false;
    return this;
  }

  public ScriptedQuirks noCtag() {
    ctag = false;
    return this;
  }

  /** Listings of changes end after so many entries with 507 and a token to go on with. */
  public ScriptedQuirks page(int entries) {
    page = entries;
    return this;
  }

  /** A client's wish for short pages is not heard. */
  public ScriptedQuirks limitIgnored() {
    limitHonoured = false;
    return this;
  }

  /** A first listing names as 404 what was there once. */
  public ScriptedQuirks removedInFirstListing() {
    removedInFirstListing = true;
    return this;
  }

  /** A multiget says nothing of what it does not find. */
  public ScriptedQuirks missingOmitted() {
    missingOmitted = true;
    return this;
  }

  /** MOVE of an item is answered 405. */
  public ScriptedQuirks noMoves() {
    movesItems = false;
    return this;
  }

  /** If-Match and If-None-Match are not looked at. */
  public ScriptedQuirks conditionsIgnored() {
    conditionsHeeded = false;
    return this;
  }

  /** Bodies are compressed for clients that take gzip. */
  public ScriptedQuirks compresses() {
    compresses = true;
    return this;
  }

  /** Hrefs in listings are URIs with scheme and host. */
  public ScriptedQuirks absoluteHrefs() {
    absoluteHrefs = true;
    return this;
  }

  /** A multiget of more is answered 400. */
  public ScriptedQuirks multigetLimit(int most) {
    multigetLimit = most;
    return this;
  }

  /** What would make the tree larger than this is answered 507. */
  public ScriptedQuirks quota(long octets) {
    quota = octets;
    return this;
  }

  /** Where .well-known leads; nowhere (404) with none. */
  public ScriptedQuirks wellKnown(Optional<String> location) {
    wellKnown = location;
    return this;
  }

  /** What is kept of what is put; where that is other bytes, the PUT's ETag is theirs. */
  public ScriptedQuirks rewriting(UnaryOperator<String> change) {
    rewriting = change;
    return this;
  }

  /** The ETag of an item, with its quotes. */
  Optional<String> etag(ScriptedItem item) {
    return switch (etags) {
      case STRONG -> Optional.of("\"" + item.revision() + "\"");
      case WEAK -> Optional.of("W/\"" + item.revision() + "\"");
      case NONE -> Optional.empty();
      case CHANGING_ON_GET -> Optional.of("\"" + item.revision() + "-" + item.reads() + "\"");
    };
  }
}
