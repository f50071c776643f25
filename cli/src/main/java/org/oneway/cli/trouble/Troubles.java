// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.trouble;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.oneway.engine.plan.Stopped;
import org.oneway.engine.state.StateException;
import org.oneway.engine.store.StoreException;

/** The one place that says what a failure means to a user and how the command then ends. */
public final class Troubles {
  private static final String DISCOVER = "oneway discover ";
  private static final Pattern ENDS_IN_A_WORD = Pattern.compile("[\\p{L}\\p{N}\")]$");

  private final Invocation invocation;
  private final List<Path> rooms;
  private final Places places;

  /** Troubles of a command that has read no configuration. */
  public Troubles(Invocation invocation) {
    this(invocation, List.of(), Places.NONE);
  }

  /**
   * Troubles of a command.
   *
   * @param rooms where it needs room on a disk
   * @param places where in its configuration things stand
   */
  public Troubles(Invocation invocation, List<Path> rooms, Places places) {
    this.invocation = invocation;
    this.rooms = List.copyOf(rooms);
    this.places = places;
  }

  /** The same for a command that needs room on a disk there. */
  public Troubles writingTo(Path room) {
    return new Troubles(invocation, List.of(room), places);
  }

  /** What this failure of a store means; {@code sync} is empty where the command runs none. */
  public Trouble of(StoreException failure, String sync) {
    return of(failure, sync, command -> words(command, sync));
  }

  /**
   * What this failure of a store means in a run.
   *
   * @param look the words of the command that shows what would be done
   * @param again the words of the command that does it
   */
  public Trouble of(StoreException failure, String sync, List<String> look, List<String> again) {
    return of(
        failure,
        sync,
        command ->
            switch (command) {
              case "plan" -> look.toArray(String[]::new);
              case "sync" -> again.toArray(String[]::new);
              default -> words(command, sync);
            });
  }

  private Trouble of(StoreException failure, String sync, Function<String, String[]> words) {
    if (failure instanceof StoreException.NoSuchFolder missing) {
      return of(missing, sync);
    }
    Meaning meaning = meaningOf(failure);
    String place =
        AtStore.storeOf(failure)
            .filter(store -> isAboutSettings(failure))
            .flatMap(places::ofStore)
            .map(line -> "Config: " + line + ".")
            .orElse("");
    String next =
        sync.isEmpty() || failure.remedy().contains("oneway ")
            ? ""
            : meaning.next() + "  " + invocation.command(words.apply(meaning.command()));
    return Trouble.of(
        meaning.code(),
        meaning.exit(),
        firstLine(failure),
        furtherLines(failure),
        place,
        withConfiguration(sentence(failure.remedy())),
        next);
  }

  private Trouble of(StoreException.NoSuchFolder missing, String sync) {
    String makes =
        missing.canBeMade() && !sync.isEmpty()
            ? "Or make it:  " + invocation.command("sync", sync, "--create-folders")
            : "";
    String next =
        makes.isEmpty() && !sync.isEmpty() ? "Then:  " + invocation.command("plan", sync) : "";
    return Trouble.of(
        "E-COLL",
        ExitCode.REFUSED,
        words(missing),
        places.ofFolder(sync, missing).orElseGet(() -> sentence(missing.remedy())),
        makes,
        next);
  }

  /** A remedy that ends with a look at its store, as the user has to call it. */
  private String withConfiguration(String remedy) {
    int at = remedy.lastIndexOf(DISCOVER);
    String store = at < 0 ? "" : remedy.substring(at + DISCOVER.length());
    return store.isEmpty() || store.startsWith("-")
        ? remedy
        : remedy.substring(0, at) + invocation.command("discover", store);
  }

  private static String firstLine(Throwable failure) {
    return words(failure).lines().findFirst().orElse("");
  }

  private static String furtherLines(Throwable failure) {
    return words(failure).lines().skip(1).map(String::strip).collect(Collectors.joining("\n"));
  }

  /** Whether what is wrong may be what the configuration says of the store. */
  private static boolean isAboutSettings(StoreException failure) {
    return failure instanceof StoreException.NoService
        || failure instanceof StoreException.InputRefused
        || failure instanceof StoreException.SignInFailed
        || failure instanceof StoreException.Untrusted
        || failure instanceof StoreException.ReadOnly
        || failure instanceof StoreException.IdentityChanged
        || failure instanceof StoreException.Unavailable;
  }

  /** What this failure of the state means. */
  public Trouble of(StateException failure) {
    Meaning meaning =
        switch (failure.kind()) {
          case LOCKED -> new Meaning("E-LOCK", ExitCode.LOCKED, "", "");
          case DAMAGED -> new Meaning("E-STATE", ExitCode.STATE_DAMAGED, "", "");
          case DISK_FULL -> new Meaning("E-DISK", ExitCode.DISK_FULL, "", "");
          case UNUSABLE -> new Meaning("E-STATE", ExitCode.REFUSED, "", "");
        };
    return Trouble.of(
        meaning.code(), meaning.exit(), words(failure), called(sentence(failure.remedy())));
  }

  private static String[] words(String command, String sync) {
    return Stream.concat(Stream.of(command.split(" ", -1)), Stream.of(sync)).toArray(String[]::new);
  }

  /** Commands in a remedy, as the user has to call them. */
  private String called(String remedy) {
    return remedy
        .replace("oneway state restore", invocation.command("state", "restore"))
        .replace("oneway state rebuild", invocation.command("state", "rebuild"));
  }

  /** What any failure in a run means, as {@link #of(StoreException, String, List, List)}. */
  public Trouble ofAny(Throwable failure, String sync, List<String> look, List<String> again) {
    return failure instanceof StoreException store
        ? of(store, sync, look, again)
        : ofAny(failure, sync);
  }

  /** What any failure means; {@code sync} is empty where the command runs none. */
  public Trouble ofAny(Throwable failure, String sync) {
    if (failure instanceof Refusal refusal) {
      return refusal.trouble();
    }
    if (failure instanceof StoreException store) {
      return of(store, sync);
    }
    if (failure instanceof StateException state) {
      return of(state);
    }
    if (failure instanceof Stopped) {
      return Trouble.of(
          "E-STOP",
          ExitCode.INTERRUPTED,
          "Stopped as asked. What was there before is as it was.",
          "To go on, run the same command again.");
    }
    Optional<IOException> io = ioBehind(failure);
    if (io.isPresent() && isDiskFull(io.get())) {
      String where =
          io.get() instanceof FileSystemException file && file.getFile() != null
              ? " for " + file.getFile()
              : "";
      String room =
          rooms.stream()
              .flatMap(place -> Room.of(place).stream())
              .filter(Room::isScarce)
              .map(found -> " " + found.words())
              .collect(Collectors.joining());
      return Trouble.of(
          "E-DISK",
          ExitCode.DISK_FULL,
          "No space is left on the disk" + where + "." + room,
          "What was finished before is intact. Free space, then run the same command again.");
    }
    if (failure instanceof OutOfMemoryError) {
      return Trouble.of(
          "E-MEMORY",
          ExitCode.UNEXPECTED,
          "There is not enough memory.",
          "Run the same command with more:  ONEWAY_JAVA_OPTS=-Xmx1g");
    }
    if (io.isPresent()) {
      return Trouble.of(
          "E-FILE", ExitCode.UNEXPECTED, "A file could not be used: " + fileWords(io.get()) + ".");
    }
    return Trouble.of(
        "E-BUG",
        ExitCode.UNEXPECTED,
        "Unexpected error: " + failure + ". Details: run the same command with --debug");
  }

  private static String words(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }

  /** With a full stop, unless it ends with a command that a user copies. */
  private static String sentence(String remedy) {
    boolean isSentence = remedy.contains(" ") && !remedy.contains("oneway ");
    return isSentence && ENDS_IN_A_WORD.matcher(remedy).find() && !remedy.contains(": ")
        ? remedy + "."
        : remedy;
  }

  private record Meaning(String code, ExitCode exit, String next, String command) {}

  private static Meaning meaningOf(StoreException failure) {
    if (failure instanceof StoreException.ItemRefused) {
      return new Meaning("E-ITEM", ExitCode.ATTENTION, "Look:", "plan");
    } else if (failure instanceof StoreException.CheckpointLost) {
      return new Meaning("E-TOKEN", ExitCode.UNAVAILABLE, "Try again:", "sync");
    } else if (failure instanceof StoreException.FolderGone) {
      return new Meaning(
          "E-COLL", ExitCode.UNAVAILABLE, "Nothing was deleted for it. Look:", "plan");
    } else if (failure instanceof StoreException.Unavailable) {
      return new Meaning("E-UNAVAILABLE", ExitCode.UNAVAILABLE, "Try again later:", "sync");
    } else if (failure instanceof StoreException.SignInFailed) {
      return new Meaning("E-AUTH", ExitCode.SIGN_IN, "Then:", "sync");
    } else if (failure instanceof StoreException.Untrusted) {
      return new Meaning("E-TLS", ExitCode.UNTRUSTED, "Then:", "sync");
    } else if (failure instanceof StoreException.StoreFull) {
      return new Meaning("E-FULL", ExitCode.TARGET_FULL, "Then:", "sync");
    } else if (failure instanceof StoreException.ReadOnly) {
      return new Meaning("E-RO", ExitCode.TARGET_FULL, "Then:", "sync");
    } else if (failure instanceof StoreException.NoService) {
      return new Meaning("E-URL", ExitCode.REFUSED, "Then:", "plan");
    } else if (failure instanceof StoreException.InputRefused) {
      return new Meaning("E-INPUT", ExitCode.REFUSED, "Then:", "plan");
    } else if (failure instanceof StoreException.JournalUnusable) {
      return ioBehind(failure).filter(Troubles::isDiskFull).isPresent()
          ? new Meaning("E-DISK", ExitCode.DISK_FULL, "When there is room:", "sync")
          : new Meaning("E-FILE", ExitCode.UNEXPECTED, "When it can be written:", "sync");
    } else if (failure instanceof StoreException.IdentityChanged) {
      return new Meaning("E-IDENTITY", ExitCode.IDENTITY, "If it is meant:", "state rebind");
    }
    throw new IllegalStateException("no meaning for " + failure.getClass(), failure);
  }

  private static Optional<IOException> ioBehind(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .filter(IOException.class::isInstance)
        .map(IOException.class::cast)
        .findFirst();
  }

  private static boolean isDiskFull(IOException failure) {
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("no space left on device")
        || text.contains("disk quota exceeded")
        || text.contains("not enough space on the disk");
  }

  /** What a failure of a file says, in words instead of the name of a class. */
  public static String fileWords(IOException failure) {
    if (failure instanceof java.nio.file.NoSuchFileException missing) {
      return missing.getFile() + " is not there";
    }
    if (failure instanceof java.nio.file.AccessDeniedException denied) {
      return denied.getFile() + " may not be accessed";
    }
    if (failure instanceof java.nio.file.NotDirectoryException file) {
      return file.getFile() + " is not a directory";
    }
    if (failure instanceof java.nio.file.FileAlreadyExistsException file) {
      return file.getFile() + " exists already";
    }
    if (failure instanceof java.nio.charset.CharacterCodingException) {
      return "not UTF-8";
    }
    return String.valueOf(failure.getMessage());
  }
}
