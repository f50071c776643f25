// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Uid;

/**
 * A pairing being rewritten: what is not said stays as it was. Begun by {@link Pairing#revised}.
 */
public final class Revision {
  private final Pairing was;
  private int number;
  private int folder;
  private Uid sourceUid;
  private Uid targetUid;
  private Origin origin;
  private Seen source;
  private Seen target;
  private FolderId targetFolder;
  private Fingerprint left;
  private int ownFields;
  private Optional<Instant> updated;
  private Set<Pairing.Notice> notices;

  Revision(Pairing was) {
    this.was = was;
    this.number = was.number();
    this.folder = was.folder();
    this.sourceUid = was.sourceUid();
    this.targetUid = was.targetUid();
    this.origin = was.origin();
    this.source = was.source();
    this.target = was.target();
    this.targetFolder = was.targetFolder();
    this.left = was.left();
    this.ownFields = was.ownFields();
    this.updated = was.updated();
    this.notices = was.notices();
  }

  /** Another pairing's number. */
  public Revision number(int now) {
    number = now;
    return this;
  }

  /** The number of the folder pairing it is in now. */
  public Revision folder(int now) {
    folder = now;
    return this;
  }

  public Revision sourceUid(Uid now) {
    sourceUid = now;
    return this;
  }

  /** Another target object's uid, and how that object came to be. */
  public Revision targetObject(Uid uid, Origin cameToBe) {
    targetUid = uid;
    origin = cameToBe;
    return this;
  }

  public Revision source(Seen now) {
    source = now;
    return this;
  }

  /** What was seen at the target, in the folder where it was before. */
  public Revision target(Seen now) {
    target = now;
    return this;
  }

  /** What was seen at the target, and in which of its folders. */
  public Revision target(Seen now, FolderId where) {
    target = now;
    targetFolder = where;
    return this;
  }

  public Revision left(Fingerprint now) {
    left = now;
    return this;
  }

  public Revision ownFields(int now) {
    ownFields = now;
    return this;
  }

  public Revision updated(Optional<Instant> now) {
    updated = now;
    return this;
  }

  public Revision notices(Set<Pairing.Notice> now) {
    notices = now;
    return this;
  }

  /** The pairing as it is now. */
  public Pairing pairing() {
    return new Pairing(
        number,
        folder,
        was.kind(),
        sourceUid,
        targetUid,
        origin,
        source,
        target,
        targetFolder,
        left,
        ownFields,
        updated,
        notices);
  }
}
