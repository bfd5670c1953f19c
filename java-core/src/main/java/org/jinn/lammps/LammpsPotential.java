package org.jinn.lammps;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jinn.kernel.Kernels;
import org.jinn.potential.Potential;
import org.jinn.potential.PotentialFile;
import org.jinn.structure.Element;
import org.jinn.structure.FormatException;

/**
 * What the LAMMPS pair style calls: {@link #open} and {@link #close} through JNI once for each pair
 * style, and in between one native callback a step (see {@code jinn_abi.h}). Nothing is ever thrown
 * to the caller.
 */
public final class LammpsPotential {
    /** The type of the callback: {@code int32_t step(jinn_step *)}. */
    interface StepFunction extends Callback {
        int invoke(long step);
    }

    /** Keeps the callbacks alive: JNA itself holds them only weakly. */
    private static final Map<Long, LammpsStep> OPEN = new ConcurrentHashMap<>();

    private static final AtomicLong HANDLES = new AtomicLong();

    private LammpsPotential() {}

    /**
     * Opens a potential.
     *
     * @param address of a {@code jinn_session}, completed here
     * @return {@link Abi#OK}, or {@link Abi#FAILED} with the reason in the session's error buffer
     */
    public static int open(long address) {
        Pointer session = new Pointer(address);
        try {
            open(session);
            return Abi.OK;
        } catch (Throwable e) {
            return fail(session, Abi.SESSION.offset("error"), Abi.SESSION.offset("error_size"), e);
        }
    }

    /** Forgets a session; later calls of its callback are not allowed. */
    public static int close(long handle) {
        LammpsStep step = OPEN.remove(handle);
        if (step != null) {
            step.close();
        }
        return Abi.OK;
    }

    private static void open(Pointer session) throws IOException {
        // the second int32 in every version: the layout is not yet known to be the same
        if (session.getInt(4) != Abi.VERSION) {
            throw new IllegalArgumentException(
                    "the shim and jinn.jar do not belong together: versions of jinn_abi.h are "
                            + session.getInt(4)
                            + " and "
                            + Abi.VERSION);
        }
        Abi.check(text(session, "layout", StandardCharsets.US_ASCII));
        String file = text(session, "potential", Charset.defaultCharset());
        List<Potential> committee = new ArrayList<>();
        for (String member : file.split("\n")) {
            committee.add(read(member));
        }
        Potential potential = committee.get(0);
        String[] names = text(session, "elements", StandardCharsets.US_ASCII).split(" ");
        Pointer species = session.getPointer(Abi.SESSION.offset("species"));
        for (int i = 0; i < names.length; i++) {
            species.setInt(4L * i, indexOf(names[i], potential.elements(), file.split("\n")[0]));
        }
        boolean mixed = session.getInt(Abi.SESSION.offset("mixed")) != 0;
        Kernels kernels = mixed ? Kernels.mixed() : Kernels.best();
        int watch = Abi.SESSION.offset("watch");
        boolean watched = session.getInt(watch) != 0 && potential.hasRange();
        int threads = session.getInt(Abi.SESSION.offset("threads"));
        LammpsStep step = new LammpsStep(committee, threads, watched, kernels);
        long handle = HANDLES.incrementAndGet();
        OPEN.put(handle, step);
        session.setInt(watch, potential.hasRange() ? 1 : 0);
        session.setDouble(Abi.SESSION.offset("cutoff"), potential.cutoff());
        session.setLong(Abi.SESSION.offset("handle"), handle);
        session.setPointer(Abi.SESSION.offset("step"), CallbackReference.getFunctionPointer(step));
        write(
                session,
                Abi.SESSION.offset("error"),
                Abi.SESSION.offset("error_size"),
                "Java "
                        + Runtime.version().feature()
                        + ", "
                        + kernels.description()
                        + (threads > 1 ? ", " + threads + " threads" : "")
                        + ", cutoff "
                        + potential.cutoff()
                        + (committee.size() > 1
                                ? ", the mean of " + committee.size() + " members"
                                : "")
                        + (watched ? ", training range known" : ""));
    }

    private static Potential read(String file) throws IOException {
        try {
            return PotentialFile.read(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new IOException(e.getFile() + ": no such potential file", e);
        } catch (AccessDeniedException e) {
            throw new IOException(e.getFile() + ": permission denied", e);
        }
    }

    private static int indexOf(String name, List<Element> elements, String file) {
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).symbol().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                file
                        + ": the potential has no element "
                        + name
                        + ": elements="
                        + elements.stream().map(Element::symbol).collect(Collectors.joining(" ")));
    }

    private static String text(Pointer session, String field, Charset charset) {
        Pointer address = session.getPointer(Abi.SESSION.offset(field));
        long length = address.indexOf(0, (byte) 0);
        return new String(address.getByteArray(0, (int) length), charset);
    }

    /** Writes the sentence for {@code e} into the error buffer of a structure. */
    static int fail(Pointer structure, long errorField, long sizeField, Throwable e) {
        write(structure, errorField, sizeField, sentence(e));
        return Abi.FAILED;
    }

    static void write(Pointer structure, long errorField, long sizeField, String text) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        int size = structure.getInt(sizeField);
        ByteBuffer buffer = structure.getPointer(errorField).getByteBuffer(0, size);
        buffer.put(message, 0, Math.min(message.length, size - 1)).put((byte) 0);
    }

    private static String sentence(Throwable e) {
        boolean expected =
                e instanceof FormatException
                        || e instanceof IllegalArgumentException
                        || e instanceof IOException;
        if (expected && e.getMessage() != null) {
            return e.getMessage();
        }
        if (e instanceof OutOfMemoryError) {
            return "Java has not enough memory ("
                    + e.getMessage()
                    + "): give it more, such as JINN_JAVA_OPTIONS=-Xmx8g";
        }
        StackTraceElement[] trace = e.getStackTrace();
        return "internal error in Java: " + e + (trace.length > 0 ? " at " + trace[0] : "");
    }
}
