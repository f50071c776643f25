// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

/**
 * The state cannot be used, so the run cannot go on. Unchecked, because nobody between the state
 * and the command line can decide anything about it.
 */
public final class StateException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Kind kind;
  private final String remedy;

  /** What is wrong with the state. */
  public enum Kind {
    /** Another process has it open. */
    LOCKED,
    /** It is not as it was written. */
    DAMAGED,
    /** There is no room to write it. */
    DISK_FULL,
    /** It was opened to be read only, or cannot be opened for another reason. */
    UNUSABLE
  }

  public StateException(Kind kind, String message, String remedy, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.remedy = remedy;
  }

  public StateException(Kind kind, String message, String remedy) {
    super(message);
    this.kind = kind;
    this.remedy = remedy;
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }

  /** What a user can do about it. */
  public String remedy() {
    return remedy;
  }
}
