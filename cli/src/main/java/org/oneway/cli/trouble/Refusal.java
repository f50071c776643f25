// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.trouble;

/** A command cannot go on, for a reason that a user can do something about. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Trouble trouble;

  public Refusal(Trouble trouble) {
    super(trouble.what());
    this.trouble = trouble;
  }

  public Refusal(Trouble trouble, Throwable cause) {
    super(trouble.what(), cause);
    this.trouble = trouble;
  }

  /** What the user is told. */
  public Trouble trouble() {
    return trouble;
  }
}
