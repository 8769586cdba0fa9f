package io.gradlab.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What users of PyTorch, Keras, scikit-learn and argparse call our options. Their names are plain:
 * lower case, without hyphens and underscores.
 */
final class OptionNames {

    /** An option and its other names; a name can stand for several, of different commands. */
    private static final String OTHERS =
            """
            --learning-rate lr rate eta stepsize learnrate initiallr baselr lr0 learningrateinit lrate
            --members m n nmembers nummembers population populationsize popsize size networks starts numstarts
            --members restarts seeds numseeds nseeds runs nruns numruns repeats repetitions trials ntrials
            --members numtrials replicates ensemble ensemblesize
            --epochs epoch e n numepochs nepochs nepoch nbepoch nbepochs maxepochs maxepoch trainepochs
            --epochs numtrainepochs iterations iteration iters iter maxiter maxiters maxiterations
            --epochs numiterations niter niters nestimators step steps numsteps nsteps maxsteps trainsteps updates
            --hidden hiddenunits units hiddenlayers hiddenlayer hiddensize hiddensizes hiddenlayersizes
            --hidden hiddendim hiddendims hiddenfeatures hiddennodes hiddenneurons numhidden numhiddenlayers
            --hidden nhidden layers layer numlayers nlayers layersizes neurons nodes width widths depth
            --hidden architecture arch network net model topology mlp
            --activation act activations activationfunction activationfn activationfunc actfn actfunc
            --activation hiddenactivation nonlinearity transferfunction
            --slope negativeslope leakyslope leak leakiness alpha
            --weights weight w weightinit weightsinit initweights initialweights weightinitializer
            --weights weightinitialization kernelinitializer kernelinit initializer initialiser initialization
            --weights initialisation initmethod initscheme distribution std weightstd initstd sigma
            --bias biases b initbias initialbias biasinit biasinitializer initialbiases
            --init resume resumefrom load loadfrom loadweights checkpoint ckpt from pretrained restore start
            --init startfrom initfrom initialparameters statedict initcheckpoint params
            --params parameters param p weights model modelpath modelfile modelname checkpoint
            --params checkpointpath ckpt load loadfrom loadweights statedict file init network pretrained restore
            --to o out output outputfile outputpath outfile save saveto dest destination target format f
            --out o output outputs outdir outputdir outputfolder outputdirectory outputpath outpath outfolder
            --out savedir savepath save savefolder saveto logdir logdirectory resultsdir resultdir results
            --out result dir directory folder dest destination workdir rundir experimentdir
            --out checkpointdir defaultrootdir to d
            --data d dataset datafile datapath datadir datasetpath csv file i in input inputs inputfile
            --data train traindata trainfile trainingdata trainingset traincsv testdata testfile
            --label labels labelcolumn labelcol labelname target targets targetcolumn targetname ycolumn ycol
            --positive positivelabel positiveclass positivevalue poslabel pos
            --drop ignore exclude dropcolumns dropcols ignorecolumns excludecolumns skipcolumns without
            --sep separator delimiter delim fieldseparator decimal
            --seed s randomseed randomstate rngseed rng manualseed torchseed npseed globalseed initseed
            --seeds numseeds nseeds runs nruns numruns repeats repetitions trials ntrials numtrials replicates
            --data-seed splitseed datasetseed moonsseed
            --noise noisestd noiselevel noisescale std sigma
            --device gpu gpus cuda cpu usegpu usecuda nocuda mps accelerator devices deviceid
            --quiet q silent noprogress
            --lang l language locale
            --log-every loginterval logsteps loggingsteps logfreq logfrequency logeverynsteps printevery
            --log-every printfreq printfrequency printinterval evalevery logstep
            --clip-norm clip clipgrad clipgradnorm gradclip gradclipnorm gradientclip gradientclipping
            --clip-norm gradientclipval gradclipval clipping clipgradient clipgradients clipgradientnorm
            --clip-norm maxgradnorm maxnorm globalclipnorm
            --clip-value clipgradvalue gradclipvalue clipgradientvalue maxgradvalue
            --success threshold successthreshold targetaccuracy minaccuracy accuracy goal
            --optimizer optimiser optim opt solver adam sgd
            --standardize standardise normalize normalise scale scaling zscore
            --budget maxbudget maxtrainings compute
            --for block blocks djlblock djl structure layout
            --transpose transposed transposeweights inout inputsfirst kernel kernels
            --split part subset set partition fold evalset evalsplit
            --x xaxis columns cols
            --y yaxis rows
            """;

    /**
     * Why there is no such option: its names, behind that of a command where it is one of others.
     */
    private static final String ABSENT =
            """
            training is full-batch, every step takes all training examples: \
            batchsize batch batches bs minibatch minibatchsize trainbatchsize perdevicetrainbatchsize \
            numbatches stepsperepoch gradientaccumulationsteps shuffle
            the optimizer is gradient descent or Adam with a fixed learning rate and no momentum: \
            momentum nesterov beta1 beta2 betas epsilon eps \
            scheduler lrscheduler schedule lrschedule lrschedulertype learningrateschedule lrdecay decay \
            decayrate warmup warmupsteps warmupratio gamma minlr
            nothing is regularised or normalised: \
            weightdecay wd l1 l2 regularization regularisation regularizer reg kernelregularizer penalty \
            dropout dropoutrate batchnorm batchnormalization layernorm
            the loss is binary cross-entropy, and loss and accuracy are always measured: \
            loss lossfunction lossfn criterion objective metric metrics
            every run takes all its epochs, and keeps the best parameters: \
            patience earlystopping earlystop tol tolerance savebest savebestonly saveevery savesteps
            a split column of the data file names the parts, without one rows are split 64/16/20 %: \
            validationsplit valsplit valsize testsize testsplit trainsize trainsplit validationdata valdata \
            validationfraction splitratio folds kfold
            JAVA_TOOL_OPTIONS=-Dai.djl.pytorch.num_threads=N sets the number of threads: \
            threads numthreads nthreads numworkers workers nworkers jobs j njobs numjobs
            everything is printed unless --quiet is given: \
            verbose v verbosity debug loglevel progress
            tensors hold 32-bit floats: precision dtype fp16 bf16 half amp double mixedprecision
            the inputs follow from the data, and there is one output: \
            inputdim inputsize inputshape infeatures outputdim outputsize outfeatures
            there are two classes, labelled 0 and 1: \
            classes numclasses nclasses nclass classnames
            the probabilities are printed, and > FILE keeps them: \
            predict/out predict/o predict/output predict/outfile predict/outputfile predict/outdir \
            predict/outputdir predict/outputpath predict/save predict/saveto predict/to predict/dest
            what is printed is the probability of label 1, whatever the threshold: \
            predict/threshold predict/cutoff predict/decisionthreshold predict/success
            experiments are named without an option, for example run two-layer: \
            run/id run/ids run/name run/names run/experiment run/experiments run/exp \
            gradlab/id gradlab/ids gradlab/name gradlab/names gradlab/experiment gradlab/experiments
            """;

    private OptionNames() {}

    /** The options that a plain name can stand for, best first. */
    static List<String> of(String plain) {
        return OTHERS.lines()
                .map(line -> List.of(line.split(" ", -1)))
                .filter(words -> words.contains(plain))
                .map(words -> words.get(0))
                .toList();
    }

    /** Why there is nothing of a plain name; null if there may be. */
    static @Nullable String absent(String plain) {
        return ABSENT.lines()
                .map(line -> line.split(": ", -1))
                .filter(parts -> List.of(parts[1].split(" ", -1)).contains(plain))
                .map(parts -> parts[0])
                .findFirst()
                .orElse(null);
    }
}
