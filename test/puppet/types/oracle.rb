# Evaluates the cases of cases.ts, in JSON on standard input, in one process of real Puppet and prints the answers as JSON.
require_relative '../prelude'

Types = Puppet::Pops::Types

def message(error)
  error = error.cause if error.message.start_with?('Evaluation Error') && error.cause.is_a?(StandardError)
  text = error.respond_to?(:basic_message) ? error.basic_message : error.message
  text.sub(/ \((file|line): .*\)\z/m, '').sub(/\AEvaluation Error: /, '')
end

def answer
  yield
rescue StandardError, SystemStackError => e
  error = { 'error' => message(e) }
  error['error'].match?(/\Aundefined (local variable or )?method/) ? '?' : error
end

class Oracle
  def initialize(scope)
    @scope = scope
    @parser = Puppet::Pops::Parser::EvaluatingParser.new
    @calculator = Types::TypeCalculator.singleton
    @describer = Types::TypeMismatchDescriber.singleton
  end

  def evaluate(code)
    @parser.evaluate_string(@scope, code)
  end

  def text(value)
    @parser.evaluator.string(value, @scope)
  end

  def run(cases)
    types = cases['types'].map { |code| evaluate(code) }
    values = cases['values'].map { |code| evaluate(code) }
    {
      'typeTexts' => types.map(&:to_s),
      'parsed' => cases['parsed'].map { |code| answer { Types::TypeParser.singleton.parse(code).to_s } },
      'generalized' => types.map { |t| t.generalize.to_s },
      'normalized' => types.map { |t| t.normalize.to_s },
      'assignable' => matrix(types, types) { |a, b| a.assignable?(b) },
      'instance' => matrix(types, values) { |t, v| t.instance?(v) },
      'common' => cases['common'].map { |a, b| answer { @calculator.common_type(evaluate(a), evaluate(b)).to_s } },
      'inferred' => values.map { |v| [@calculator.infer(v).to_s, @calculator.infer_set(v).to_s] },
      'texts' => values.map { |v| text(v) },
      'strings' => values.map { |v| answer { Types::StringConverter.singleton.convert(v) } },
      'mismatches' => types.map { |t| values.map { |v| mismatch(t, v) } },
      'access' => cases['access'].map { |code| answer { text(evaluate(code)) } },
      'conversions' => cases['conversions'].map { |code| answer { show(evaluate(code)) } },
      'formats' => cases['formats'].map { |code| answer { evaluate(code) } },
      'signatures' => cases['signatures'].map { |one| answer { signature(one) } },
      'parameters' => cases['parameters'].map { |one| answer { parameters(one) } },
      'serialized' => cases['serialized'].map { |code| [true, false].map { |rich| serialize(evaluate(code), rich) } },
      'matches' => cases['expressions'].map { |source| cases['texts'].map { |t| match(Regexp.new(source), t) } },
      'sprintfs' => cases['sprintfs'].map { |f| cases['numbers'].map { |n| format(f, eval(n)) } },
    }
  end

  def matrix(rows, columns)
    rows.map { |row| columns.map { |column| begin; yield(row, column) ? '1' : '0'; rescue StandardError, SystemStackError; '?'; end }.join }
  end

  def mismatch(type, value)
    return nil if type.instance?(value)
    @describer.describe_mismatch('x', type, @calculator.infer_set(value))
  rescue NoMethodError, SystemStackError
    '?'
  end

  # Objects whose inspection tells of memory addresses are shown as they are interpolated.
  def show(value)
    opaque = [Puppet::Pops::Time::TimeData, Types::PSensitiveType::Sensitive, SemanticPuppet::VersionRange]
    return [@calculator.infer(value).generalize.to_s, text(value)] if opaque.any? { |c| value.is_a?(c) }
    [@calculator.infer(value).generalize.to_s, Types::StringConverter.singleton.convert(value, Types::PAnyType::DEFAULT => '%p')]
  rescue ArgumentError
    [@calculator.infer(value).generalize.to_s, text(value)]
  end

  Signature = Struct.new(:type, :parameter_names, :block_name) do
    def block_type
      type.block_type
    end
  end

  def signature(one)
    signatures = one['signatures'].map { |type, names| Signature.new(Types::TypeParser.singleton.parse(type), names, 'block') }
    args = one['args'].map { |code| @calculator.infer_set(evaluate(code)) }
    args << evaluate(one['block']) if one['block']
    tuple = args.empty? ? Types::PArrayType::EMPTY : Types::PTupleType.new(args)
    @describer.describe_signatures(one['name'], signatures, tuple)
  end

  def serialize(value, rich)
    $logged.clear
    options = { rich_data: rich, symbol_as_string: true, local_reference: false, type_by_reference: true }
    options[:message_prefix] = String.new('File[/a]')
    data = Puppet::Pops::Serialization::ToDataConverter.convert({ 'p' => value }, options)
    [JSON.generate(data), $logged.dup]
  end

  # Offset in UTF-16 units, then the match and its groups.
  def match(regexp, text)
    found = regexp.match(text)
    found && [found.pre_match.encode('UTF-16LE').bytesize / 2, *found.to_a]
  end

  def parameters(one)
    struct = Types::TypeParser.singleton.parse(one['struct'])
    @describer.validate_parameters(one['subject'], struct, evaluate(one['given']), one['missingOk'] || false)
    nil
  end
end

start
Puppet[:strict] = :warning # what cannot be serialised is told with what becomes of it
collect_log(:warning, &:message)
environment = Puppet::Node::Environment.create(:test, [])
compiler = Puppet::Parser::Compiler.new(Puppet::Node.new('test.example', environment: environment))
Puppet.override(current_environment: environment, loaders: compiler.loaders) do
  puts JSON.generate(Oracle.new(compiler.topscope).run(JSON.parse($stdin.read)))
end
