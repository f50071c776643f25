// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A store failed; the class says what is spoiled. The message says in a user's words what happened
 * and where; {@link #remedy} what to do.
 */
public abstract sealed class StoreException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String remedy;

  private StoreException(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  /** What a user can do about it; may be empty. */
  public String remedy() {
    return remedy;
  }

  /** One item is refused, outside a batch. */
  public static final class ItemRefused extends StoreException {
    private static final long serialVersionUID = 1L;

    public ItemRefused(String message, String remedy) {
      super(message, remedy);
    }
  }

  /** The store no longer knows the checkpoint; list everything once. */
  public static final class CheckpointLost extends StoreException {
    private static final long serialVersionUID = 1L;

    public CheckpointLost(String message) {
      super(message, "");
    }
  }

  /** A folder that was listed is not there; its items are not thereby deleted. */
  public static final class FolderGone extends StoreException {
    private static final long serialVersionUID = 1L;

    public FolderGone(String message) {
      super(message, "");
    }
  }

  /** The store, or a folder of it, cannot be read or written now; later it may. */
  public static final class Unavailable extends StoreException {
    private static final long serialVersionUID = 1L;
    private final Optional<Duration> retryAfter;

    public Unavailable(String message, String remedy, Optional<Duration> retryAfter) {
      super(message, remedy);
      this.retryAfter = retryAfter;
    }

    /** How long the store asks to be left alone, if it said so. */
    public Optional<Duration> retryAfter() {
      return retryAfter;
    }
  }

  /** The store does not know this user or password. Not to be repeated. */
  public static final class SignInFailed extends StoreException {
    private static final long serialVersionUID = 1L;

    public SignInFailed(String message, String remedy) {
      super(message, remedy);
    }
  }

  /** The connection cannot be trusted. */
  public static final class Untrusted extends StoreException {
    private static final long serialVersionUID = 1L;

    public Untrusted(String message, String remedy) {
      super(message, remedy);
    }
  }

  /** The target takes no more: it is full, or what it is kept on cannot be written. */
  public static final class StoreFull extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreFull(String message, String remedy) {
      super(message, remedy);
    }
  }

  /** What was named is not there or is no store: no such path or folder, a damaged archive. */
  public static final class InputRefused extends StoreException {
    private static final long serialVersionUID = 1L;

    public InputRefused(String message, String remedy) {
      super(message, remedy);
    }
  }

  /** A folder that a sync names is not there. */
  public static final class NoSuchFolder extends StoreException {
    private static final long serialVersionUID = 1L;
    private final String folder;
    private final transient List<String> there;
    private final boolean canBeMade;

    /**
     * A folder that is not there.
     *
     * @param there the names of those that are
     * @param canBeMade whether the sync could make it, if that is asked for
     */
    public NoSuchFolder(
        String message, String remedy, String folder, List<String> there, boolean canBeMade) {
      super(message, remedy);
      this.folder = folder;
      this.there = List.copyOf(there);
      this.canBeMade = canBeMade;
    }

    /** The name that was given. */
    public String folder() {
      return folder;
    }

    /** The names of the folders that are there. */
    public List<String> there() {
      return there;
    }

    /** Whether the sync could make it, if that is asked for. */
    public boolean canBeMade() {
      return canBeMade;
    }
  }

  /** There is a server, or none, but no store of this type where the settings say. */
  public static final class NoService extends StoreException {
    private static final long serialVersionUID = 1L;

    public NoService(String message, String remedy) {
      super(message, remedy);
    }
  }

  /** The store, or a folder of it, may be read and not written by this user. */
  public static final class ReadOnly extends StoreException {
    private static final long serialVersionUID = 1L;

    public ReadOnly(String message, String remedy) {
      super(message, remedy);
    }
  }

  /** This is another account than the one the state remembers. */
  public static final class IdentityChanged extends StoreException {
    private static final long serialVersionUID = 1L;

    public IdentityChanged(String message, String remedy) {
      super(message, remedy);
    }
  }

  /** What a write changes cannot be kept first, so nothing more is written. */
  public static final class JournalUnusable extends StoreException {
    private static final long serialVersionUID = 1L;

    public JournalUnusable(String message, Throwable why) {
      super(message, "Nothing was changed that could not be kept before");
      initCause(why);
    }
  }
}
