// What a processor can do: a population of small networks, written by hand for speed alone.
//
//   cc -O3 -march=native -ffinite-math-only -fno-signed-zeros -DLANES=8 -DWIDTHS=2,5,1 -DRELU=0
//       -o population scripts/floor/population.c -lm -lpthread
//   ./population notebooks-data/moon1000.csv 1024 1000 5
//
// Arguments are the data, members, epochs and the learning rate. Full-batch gradient descent from normal weights, one
// member after another on every core, its activations in the first-level cache; accuracy on the validation rows every
// ten epochs. The compiler knows the widths and unrolls everything but the loops over rows; with the two flags about
// numbers it makes least and most one instruction each, 15 % of the time. Prints microseconds of a member and an
// epoch, wall and processor time, the last loss of the first member, and the mean of the last accuracies.
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("GCC unroll 16")
typedef float V __attribute__((vector_size(4 * LANES)));
typedef int I __attribute__((vector_size(4 * LANES)));

enum { WIDEST = 5, ROWS = 640, VECTORS = ROWS / LANES, SCORE_EVERY = 10 };
static const int W[] = {WIDTHS};
enum { LAYERS = sizeof W / sizeof *W - 1 };
typedef struct { V of[WIDEST][VECTORS]; } Units;
typedef struct { Units input; V label[VECTORS]; int vectors; } Set;
typedef struct { float of[LAYERS][WIDEST][WIDEST + 1]; } Network; // after the weights of a unit its bias

static Set train, validation;
static int members, epochs, next, right;
static float rate;
static double loss;

INLINE V all(float value) { return (V){} + value; }
INLINE V least(V a, V b) { V c; for (int i = 0; i < LANES; i++) c[i] = a[i] < b[i] ? a[i] : b[i]; return c; }
INLINE V most(V a, V b) { V c; for (int i = 0; i < LANES; i++) c[i] = a[i] > b[i] ? a[i] : b[i]; return c; }

INLINE float sum(V v) {
    UNROLL for (int half = LANES / 2; half > 0; half /= 2)
        UNROLL for (int i = 0; i < half; i++) v[i] += v[i + half];
    return v[0];
}

// 1 / (1 + 2^y), relative error 2e-7: the nearest whole number is in the low bits of y + magic, the rest of y goes
// through the polynomial of degree 5 whose relative error is least, 9e-8.
INLINE V sigmoid(V y) {
    y = most(least(y, all(126)), all(-126));
    V m = y + 12583039.f; // 1.5 * 2^23 + 127
    V r = y - (m - 12583039.f);
    V q = r * 1.32647e-3f + 9.67151e-3f;
    q = q * r + 5.550734e-2f;
    q = q * r + 2.4022242e-1f;
    q = q * r + 6.9314698e-1f;
    q = q * r + 1.f;
    return 1.f / (q * (V)((I)m << 23) + 1.f);
}

// What a layer puts out; of the last layer, and into a sigmoid, the exponent y = -z log2(e) instead of the sum z.
INLINE void forward(int l, const Network *n, const Units *in, Units *out, int vectors) {
    float scale = l == LAYERS - 1 || !RELU ? -1.44269504f : 1;
    V w[WIDEST][WIDEST + 1];
    UNROLL for (int k = 0; k < W[l + 1]; k++)
        UNROLL for (int j = 0; j <= W[l]; j++) w[k][j] = all(scale * n->of[l][k][j]);
    for (int i = 0; i < vectors; i++)
        UNROLL for (int k = 0; k < W[l + 1]; k++) {
            V z = w[k][W[l]];
            UNROLL for (int j = 0; j < W[l]; j++) z += w[k][j] * in->of[j][i];
            out->of[k][i] = l == LAYERS - 1 ? z : RELU ? most(z, all(0)) : sigmoid(z);
        }
}

INLINE const V *forward_all(const Network *n, const Set *set, Units out[LAYERS]) {
    UNROLL for (int l = 0; l < LAYERS; l++) forward(l, n, l ? &out[l - 1] : &set->input, &out[l], set->vectors);
    return out[LAYERS - 1].of[0];
}

// Takes the deltas of layer l to those of the layer below and to the gradient, and makes the step.
INLINE void backward(int l, Network *n, const Units *in, const Units *delta, Units *below) {
    const int units_below = l > 0 ? W[l] : 0;
    V g[WIDEST][WIDEST + 1] = {};
    for (int i = 0; i < VECTORS; i++) {
        UNROLL for (int k = 0; k < W[l + 1]; k++) {
            UNROLL for (int j = 0; j < W[l]; j++) g[k][j] += delta->of[k][i] * in->of[j][i];
            g[k][W[l]] += delta->of[k][i];
        }
        UNROLL for (int j = 0; j < units_below; j++) {
            V a = in->of[j][i], t = {};
            UNROLL for (int k = 0; k < W[l + 1]; k++) t += delta->of[k][i] * n->of[l][k][j];
            below->of[j][i] = RELU ? (V)((I)t & (a > 0)) : t * (a - a * a);
        }
    }
    UNROLL for (int k = 0; k < W[l + 1]; k++)
        UNROLL for (int j = 0; j <= W[l]; j++) n->of[l][k][j] -= rate / ROWS * sum(g[k][j]);
}

static void start(Network *n, unsigned long long seed) { // the sum of twelve uniform numbers has variance 1
    for (int l = 0; l < LAYERS; l++)
        for (int k = 0; k < W[l + 1]; k++)
            for (int j = 0; j <= W[l]; j++) {
                double normal = -6;
                for (int h = 0; h < 12; h++)
                    normal += ((seed = seed * 6364136223846793005u + 1442695040888963407u) >> 11) * 0x1p-53;
                n->of[l][k][j] = j < W[l] ? normal : 0;
            }
}

static void *worker(void *unused) {
    Network n;
    Units out[LAYERS], delta[2];
    for (int member; (member = __sync_fetch_and_add(&next, 1)) < members;) {
        start(&n, member);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            const V *y = forward_all(&n, &train, out);
            for (int i = 0; i < VECTORS; i++) delta[LAYERS % 2].of[0][i] = sigmoid(y[i]) - train.label[i];
            for (int i = 0; i < ROWS && epoch == epochs && member == 0; i++)
                loss += log1p(exp2(y[i / LANES][i % LANES] * (train.label[i / LANES][i % LANES] ? 1 : -1))) / ROWS;
            UNROLL for (int l = LAYERS - 1; l >= 0; l--)
                backward(l, &n, l ? &out[l - 1] : &train.input, &delta[(l + 1) % 2], &delta[l % 2]);
            if (epoch % SCORE_EVERY == 0) {
                I good = {};
                y = forward_all(&n, &validation, out);
                for (int i = 0; i < validation.vectors; i++) good -= (y[i] <= 0) == (validation.label[i] > 0);
                for (int i = 0; i < LANES && epoch > epochs - SCORE_EVERY; i++) __sync_fetch_and_add(&right, good[i]);
            }
        }
    }
    return unused;
}

static void read_split(const char *path, const char *split, Set *set) {
    FILE *file = fopen(path, "r");
    char line[256], name[32];
    float x1, x2, label;
    for (int i = 0; file && fgets(line, sizeof line, file) && i < ROWS;)
        if (sscanf(line, "%f,%f,%f,%31s", &x1, &x2, &label, name) == 4 && !strcmp(name, split)) {
            set->input.of[0][i / LANES][i % LANES] = x1;
            set->input.of[1][i / LANES][i % LANES] = x2;
            set->label[i / LANES][i % LANES] = label;
            set->vectors = ++i / LANES;
        }
}

static double seconds(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

int main(int count, char **arguments) {
    if (count != 5) return fprintf(stderr, "usage: population DATA MEMBERS EPOCHS RATE\n"), 2;
    read_split(arguments[1], "train", &train), read_split(arguments[1], "validation", &validation);
    if (train.vectors != VECTORS) return fprintf(stderr, "error: %s has not 640 training rows\n", arguments[1]), 1;
    members = atoi(arguments[2]), epochs = atoi(arguments[3]), rate = atof(arguments[4]);
    int cores = sysconf(_SC_NPROCESSORS_ONLN);
    pthread_t threads[cores];
    double begin = seconds(CLOCK_MONOTONIC), work = 1e-6 * members * epochs;
    for (int i = 0; i < cores; i++) pthread_create(&threads[i], NULL, worker, NULL);
    for (int i = 0; i < cores; i++) pthread_join(threads[i], NULL);
    printf("wall: %.4f\n", (seconds(CLOCK_MONOTONIC) - begin) / work);
    printf("core: %.4f\n", seconds(CLOCK_PROCESS_CPUTIME_ID) / work);
    printf("loss: %.8f\naccuracy: %.4f\n", loss, right / (double)LANES / validation.vectors / members);
}
