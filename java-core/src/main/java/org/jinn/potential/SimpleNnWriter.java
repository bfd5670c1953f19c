package org.jinn.potential;

import org.jinn.descriptor.SymmetryFunction;
import org.jinn.descriptor.SymmetryFunction.Angular;
import org.jinn.descriptor.SymmetryFunction.G2;
import org.jinn.descriptor.SymmetryFunction.G4;
import org.jinn.kernel.CutoffFunction;
import org.jinn.network.Activation;
import org.jinn.network.FeedForward;
import org.jinn.structure.Element;

/**
 * The text of SIMPLE-NN's {@code potential_saved}; numbers are written so that they read back
 * exactly.
 */
final class SimpleNnWriter {
    private SimpleNnWriter() {}

    static String of(Potential potential) {
        StringBuilder out = new StringBuilder("ELEM_LIST");
        potential.elements().forEach(e -> out.append(' ').append(e.symbol()));
        out.append("\n\n");
        for (Element element : potential.elements()) {
            AtomicModel model = potential.models().get(element);
            out.append(inputs(element, model));
            network(out, element, model);
            out.append('\n');
        }
        return out.toString();
    }

    /** The part before the network: functions and their scaling. */
    static String inputs(Element element, AtomicModel model) {
        CutoffFunction fc = model.descriptor().fc();
        if (fc != CutoffFunction.COSINE) {
            throw new IllegalArgumentException(
                    "SIMPLE-NN has no cutoff function "
                            + fc.word()
                            + ", only the cosine: element="
                            + element.symbol());
        }
        StringBuilder out = new StringBuilder("POT ").append(element.symbol());
        out.append(' ').append(model.descriptor().cutoff()).append('\n');
        out.append("SYM ").append(model.descriptor().size()).append('\n');
        model.descriptor().functions().forEach(f -> out.append(line(f)).append('\n'));
        numbers(out, "scale1", model.centre(), 0, model.centre().length);
        numbers(out, "scale2", model.width(), 0, model.width().length);
        return out.toString();
    }

    /** A function as a line of the file, and of params_XX but for the element's number there. */
    static String line(SymmetryFunction f) {
        if (f instanceof G2 g) {
            return line("2", g.cutoff(), g.eta(), g.shift(), 0, g.neighbor().symbol());
        }
        Angular g = (Angular) f;
        String type = f instanceof G4 ? "4" : "5";
        String who = g.neighbor1().symbol() + " " + g.neighbor2().symbol();
        return line(type, g.cutoff(), g.eta(), g.zeta(), g.lambda(), who);
    }

    private static String line(String type, double rc, double eta, double c, double d, String who) {
        return type + " " + rc + " " + eta + " " + c + " " + d + " " + who;
    }

    private static void network(StringBuilder out, Element element, AtomicModel model) {
        FeedForward net = model.network();
        out.append("NET ").append(net.layers() - 1);
        for (int l = 1; l <= net.layers(); l++) {
            out.append(' ').append(net.size(l));
        }
        out.append('\n');
        for (int l = 1; l <= net.layers(); l++) {
            Activation activation = net.activation(l);
            if (!SimpleNnReader.ACTIVATIONS.contains(activation)) {
                throw new IllegalArgumentException(
                        "SIMPLE-NN has no activation "
                                + activation.word()
                                + ": element="
                                + element.symbol());
            }
            out.append("LAYER ").append(l - 1).append(' ').append(activation.word());
            out.append(l == 1 && model.pca() ? " PCA\n" : "\n");
            for (int o = 0; o < net.size(l); o++) {
                numbers(out, "w" + o, net.parameters(), net.weightIndex(l, o, 0), net.size(l - 1));
                numbers(out, "b" + o, net.parameters(), net.biasIndex(l, o), 1);
            }
        }
    }

    private static void numbers(StringBuilder out, String key, double[] v, int from, int count) {
        out.append(key);
        for (int i = from; i < from + count; i++) {
            out.append(' ').append(v[i]);
        }
        out.append('\n');
    }
}
